package dev.landfall.gateway.aws;

import dev.landfall.gateway.history.HistoryEntry;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/** An execution's history as it is read here, page by page. */
final class HistoryEvents {

    private static final int PAGE = 1000;

    private HistoryEvents() {}

    /** In order. */
    static Stream<HistoryEntry> of(SfnClient sfn, String executionArn) {
        return sfn
                .getExecutionHistoryPaginator(
                        request -> request.executionArn(executionArn).maxResults(PAGE))
                .events()
                .stream()
                .map(HistoryEvents::entry);
    }

    private static HistoryEntry entry(HistoryEvent event) {
        var entered = Optional.ofNullable(event.stateEnteredEventDetails());
        var left = Optional.ofNullable(event.stateExitedEventDetails());
        return new HistoryEntry(
                event.id(),
                event.previousEventId(),
                event.timestamp(),
                event.typeAsString(),
                entered.map(details -> details.name())
                        .or(() -> left.map(details -> details.name()))
                        .orElse(""),
                entered.map(details -> details.input()).orElse("{}"),
                failure(event));
    }

    /** Each kind of failure has its details in a place of its own. */
    private static Optional<HistoryEntry.Failed> failure(HistoryEvent event) {
        return Stream.of(
                        failed(event.taskFailedEventDetails(), details -> details.error(), details -> details.cause()),
                        failed(
                                event.taskTimedOutEventDetails(),
                                details -> details.error(),
                                details -> details.cause()),
                        failed(
                                event.taskSubmitFailedEventDetails(),
                                details -> details.error(),
                                details -> details.cause()),
                        failed(
                                event.taskStartFailedEventDetails(),
                                details -> details.error(),
                                details -> details.cause()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static <D> Optional<HistoryEntry.Failed> failed(
            @Nullable D details,
            java.util.function.Function<D, @Nullable String> error,
            java.util.function.Function<D, @Nullable String> cause) {
        return details == null
                ? Optional.empty()
                : Optional.of(new HistoryEntry.Failed(said(error.apply(details)), said(cause.apply(details))));
    }

    private static String said(@Nullable String text) {
        return text == null ? "" : text;
    }
}
