package dev.landfall.local.world.kubernetes;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.landfall.local.world.OwnerFile;
import dev.landfall.model.Json;
import io.fabric8.kubernetes.api.Pluralize;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewStatusBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.mockwebserver.crud.AttributeSet;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The API's objects, kept in a file at every change before the change is answered, so that a command that is killed
 * leaves the cluster as it was. The file holds Secrets, so it is the owner's alone.
 */
final class KeptObjects extends KubernetesCrudDispatcher {

    private final Path file;

    KeptObjects(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            read().forEach(object -> map.put(attributes(object), object));
        }
    }

    /** Whoever speaks to this API may do everything, and asking is no object to keep. */
    @Override
    public MockResponse handleCreate(RecordedRequest request) {
        if (!request.getPath().contains("/selfsubjectaccessreviews")) {
            return super.handleCreate(request);
        }
        var review = Serialization.unmarshal(request.getBody().readUtf8(), SelfSubjectAccessReview.class);
        review.setStatus(
                new SubjectAccessReviewStatusBuilder().withAllowed(true).build());
        return new MockResponse().setResponseCode(201).setBody(Serialization.asJson(review));
    }

    @Override
    public void processEvent(
            String path,
            AttributeSet pathAttributes,
            @Nullable AttributeSet oldAttributes,
            @Nullable GenericKubernetesResource resource,
            @Nullable String newState) {
        super.processEvent(path, pathAttributes, oldAttributes, resource, newState);
        try {
            OwnerFile.write(file, Json.MAPPER.writeValueAsBytes(List.copyOf(map.values())));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the cluster's objects in " + file, e);
        }
    }

    /** As the API has them after a POST: what the path says and what the object says. */
    private AttributeSet attributes(String json) {
        var object = Serialization.unmarshal(json, GenericKubernetesResource.class);
        var root = object.getApiVersion().contains("/") ? "/apis/" : "/api/";
        var plural = Pluralize.toPlural(object.getKind().toLowerCase(Locale.ROOT));
        var path = root + object.getApiVersion() + "/namespaces/"
                + object.getMetadata().getNamespace() + "/" + plural + "/"
                + object.getMetadata().getName();
        return AttributeSet.merge(attributeExtractor.fromPath(path), attributeExtractor.fromResource(json));
    }

    private List<String> read() {
        try {
            return Json.MAPPER.readValue(file.toFile(), new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the cluster's objects from " + file, e);
        }
    }
}
