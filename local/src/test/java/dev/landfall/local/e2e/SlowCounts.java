package dev.landfall.local.e2e;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * Makes one server look as if its tables held gigabytes, to the functions alone: each statement of theirs that reads a
 * whole table first sleeps on the server, where statement_timeout holds for it as for any other. The mover's processes
 * are not slowed: a Job has its time.
 */
final class SlowCounts implements Driver, AutoCloseable {

    /** Of a user's table, which is named with its schema; the server's own catalogs are not. */
    private static final Pattern WHOLE_TABLE =
            Pattern.compile("(?is).*\\b(count|max)\\s*\\(.*\\bFROM\\s+(ONLY\\s+)?(\"|public\\.).*");

    private static final String FUNCTIONS = "landfall";

    private final org.postgresql.Driver real = new org.postgresql.Driver();
    private final int port;
    private final Duration takes;
    private final List<String> slowed = new CopyOnWriteArrayList<>();

    private SlowCounts(int port, Duration takes) {
        this.port = port;
        this.takes = takes;
    }

    /** Until it is closed. */
    static SlowCounts on(int port, Duration takes) throws SQLException {
        var slow = new SlowCounts(port, takes);
        // The first that takes an address connects.
        org.postgresql.Driver.deregister();
        DriverManager.registerDriver(slow);
        org.postgresql.Driver.register();
        return slow;
    }

    /** What was slowed. */
    List<String> slowed() {
        return List.copyOf(slowed);
    }

    @Override
    public void close() throws SQLException {
        DriverManager.deregisterDriver(this);
    }

    @Override
    public @org.jspecify.annotations.Nullable Connection connect(String url, Properties properties)
            throws SQLException {
        var mine = FUNCTIONS.equals(properties.getProperty("ApplicationName")) && url.contains(":" + port + "/");
        return mine ? proxy(Connection.class, real.connect(url, properties)) : null;
    }

    private <T> T proxy(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call(target, method, arguments)));
    }

    private Object call(Object target, Method method, Object[] arguments) throws Throwable {
        if (method.getName().startsWith("execute") && target instanceof Statement statement) {
            var sql = arguments != null && arguments.length > 0 && arguments[0] instanceof String text
                    ? text
                    : statement.toString();
            slow(statement.getConnection(), sql);
        }
        try {
            var answer = method.invoke(target, arguments);
            return switch (answer) {
                case PreparedStatement prepared -> proxy(PreparedStatement.class, prepared);
                case Statement statement -> proxy(Statement.class, statement);
                case null, default -> answer;
            };
        } catch (InvocationTargetException e) {
            throw Optional.ofNullable(e.getCause()).orElse(e);
        }
    }

    private void slow(Connection session, String sql) throws SQLException {
        if (WHOLE_TABLE.matcher(sql).matches()) {
            slowed.add(sql);
            try (var sleep = session.createStatement()) {
                sleep.execute("SELECT pg_sleep(" + takes.toMillis() / 1000.0 + ")");
            }
        }
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return real.acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return real.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return real.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger(SlowCounts.class.getName());
    }
}
