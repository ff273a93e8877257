package dev.landfall.mover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;

/** The phases that a mover went through, as it said on its standard error, and how long each took. */
record Timeline(List<Phase> phases) {

    private static final Pattern LINE = Pattern.compile("(?m)^\\w+ " + World.DATABASE + ": ([^;]+);");
    private static final long LOOK_MILLISECONDS = 2;
    private static final int KILLED = 128 + 9;

    record Phase(String name, Duration took) {}

    /** A point in a phase. */
    record Moment(String phase, Duration after) {

        /** Kills the process (SIGKILL) at this moment; false where it was done before. */
        boolean kill(MoverProcess mover) throws IOException, InterruptedException {
            while (mover.process().isAlive() && !said(mover).contains(phase)) {
                Thread.sleep(LOOK_MILLISECONDS);
            }
            Thread.sleep(after);
            mover.process().destroyForcibly();
            return mover.process().waitFor() == KILLED;
        }

        @Override
        public String toString() {
            return after.toMillis() + " ms into '" + phase + "'";
        }
    }

    /** Of one that is left alone. */
    static Timeline of(MoverProcess mover) throws IOException, InterruptedException {
        var phases = new ArrayList<Phase>();
        var current = Optional.<String>empty();
        var since = System.nanoTime();
        while (true) {
            var ended = !mover.process().isAlive();
            for (var name : said(mover).stream()
                    .distinct()
                    .skip(phases.size() + (current.isPresent() ? 1 : 0))
                    .toList()) {
                var now = System.nanoTime();
                var began = since;
                current.ifPresent(before -> phases.add(new Phase(before, Duration.ofNanos(now - began))));
                current = Optional.of(name);
                since = now;
            }
            if (ended) {
                break;
            }
            Thread.sleep(LOOK_MILLISECONDS);
        }
        assertThat(mover.exit()).as(mover.stderr()).isZero();
        return new Timeline(List.copyOf(phases));
    }

    /** Each phase is as likely as another, however short it is. */
    Moment draw(Random random) {
        var phase = phases.get(random.nextInt(phases.size()));
        return new Moment(phase.name(), Duration.ofNanos((long) (phase.took().toNanos() * random.nextDouble())));
    }

    private static List<String> said(MoverProcess mover) throws IOException {
        return LINE.matcher(mover.stderr()).results().map(line -> line.group(1)).toList();
    }
}
