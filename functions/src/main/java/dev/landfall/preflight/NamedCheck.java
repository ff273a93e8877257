package dev.landfall.preflight;

import dev.landfall.preflight.PreflightReport.Check;
import java.util.function.Function;

/**
 * One check: independent of the others, and without side effects.
 *
 * @param looksAt what it looks at and when it complains, for {@code docs/checks.md}
 * @param blocks whether it can block a move
 * @param remedy what to do in general; its result may say more
 */
record NamedCheck(String name, boolean blocks, String looksAt, String remedy, Function<Scene, Check> look) {}
