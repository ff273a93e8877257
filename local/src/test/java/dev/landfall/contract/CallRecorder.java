package dev.landfall.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.gateway.aws.GatewayCall;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Notes which IAM actions each method of a gateway used, by watching the SDK. */
public final class CallRecorder implements ExecutionInterceptor {

    /** How IAM names the services, where it is not the SDK's name in lower case. */
    private static final Map<String, String> PREFIXES = Map.of(
            "applicationautoscaling", "application-autoscaling",
            "elasticloadbalancingv2", "elasticloadbalancing",
            "eventbridge", "events",
            "sfn", "states");

    /** What IAM calls an operation that has no action of its own name. */
    private static final Map<String, String> ACTIONS =
            Map.of("s3:HeadObject", "s3:GetObject", "s3:ListObjectsV2", "s3:ListBucket");

    /** STS tells everybody who they are, even whom a policy denies it. */
    private static final String NEEDS_NO_RIGHT = "sts:GetCallerIdentity";

    private final Map<String, Set<String>> used = new TreeMap<>();
    private String method = "none";

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        var service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
        var name = service.replace(" ", "").toLowerCase(Locale.ROOT);
        var action =
                PREFIXES.getOrDefault(name, name) + ":" + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        if (!action.equals(NEEDS_NO_RIGHT)) {
            note(ACTIONS.getOrDefault(action, action));
        }
    }

    private synchronized void note(String action) {
        used.computeIfAbsent(method, each -> new TreeSet<>()).add(action);
    }

    private synchronized void begin(String name) {
        method = name;
        used.computeIfAbsent(name, each -> new TreeSet<>());
    }

    /** The gateway, with the name of the method that is called written beside what it uses. */
    public <T> T watch(Class<T> gateway, T real) {
        return gateway.cast(Proxy.newProxyInstance(
                gateway.getClassLoader(), new Class<?>[] {gateway}, (proxy, called, arguments) -> {
                    begin(called.getName());
                    try {
                        return called.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    /** Every method of the interface was called, and used exactly what {@link GatewayCall} says. */
    public void assertUsedExactlyWhatIsListed(Class<?> gateway) {
        var listed = Arrays.stream(GatewayCall.values())
                .filter(call -> call.gateway() == gateway)
                .collect(Collectors.toMap(GatewayCall::method, GatewayCall::actions, (one, two) -> one, TreeMap::new));
        assertThat(used).isEqualTo(listed);
        assertThat(used.keySet())
                .isEqualTo(Arrays.stream(gateway.getDeclaredMethods())
                        .map(Method::getName)
                        .collect(Collectors.toSet()));
    }
}
