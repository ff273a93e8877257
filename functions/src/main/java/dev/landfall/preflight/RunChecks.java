package dev.landfall.preflight;

import dev.landfall.freeze.Standing;
import dev.landfall.gateway.Listener;
import dev.landfall.model.failure.LandfallException;
import dev.landfall.preflight.PreflightReport.Check;
import dev.landfall.rollback.KeptTarget;
import dev.landfall.run.EarlierRuns;
import dev.landfall.run.Forecast;
import dev.landfall.run.RunFiles;

/** Decisions about the run itself: its window and its people. */
final class RunChecks {

    static final String SOURCE_FROZEN = "source-frozen";
    static final String TARGET_WRITES = "target-writes";

    private RunChecks() {}

    static Check targetWrites(Scene scene) {
        return KeptTarget.undecided(
                        new RunFiles(scene.gateways().runStore()), scene.run().runId())
                .map(kept -> Check.blocker(TARGET_WRITES, kept.seen(), kept.remedy()))
                .orElseGet(
                        () -> Check.ok(TARGET_WRITES, "Nothing that users wrote on the target waits for a decision."));
    }

    static Check sourceFrozen(Scene scene) {
        var standing = Standing.of(new RunFiles(scene.gateways().runStore()));
        return standing.live() == Standing.Side.SOURCE
                ? Check.ok(SOURCE_FROZEN, standing.line())
                : Check.warning(
                        SOURCE_FROZEN,
                        standing.line(),
                        "Give the source back first, with that command, or know why it stands so.");
    }

    static Check window(Scene scene) {
        var forecast = Forecast.of(
                EarlierRuns.in(new RunFiles(scene.gateways().runStore()))
                        .without(scene.run().runId()),
                scene.run().planDigest());
        var window = scene.configuration().window();
        if (window.isEmpty() || forecast.isEmpty()) {
            return Check.notChecked(
                    "window",
                    "Not looked at: "
                            + (window.isEmpty() ? "no window is given." : "no rehearsal of this plan has passed."));
        }
        var seen = "The forecast is " + forecast.get().p95().toSeconds() + " s at most, from "
                + forecast.get().rehearsals() + " rehearsals; the window is "
                + window.get().toSeconds() + " s."
                + (scene.shares() ? " " + Forecast.WITHOUT_WAKING : "");
        return forecast.get().p95().compareTo(window.get()) > 0
                ? Check.warning("window", seen, faster(scene))
                : Check.ok("window", seen);
    }

    private static String faster(Scene scene) {
        if (scene.shares()) {
            return "Take a longer window.";
        }
        try {
            return MoreJobs.advice(
                    scene.configuration().moverJobs(),
                    scene.configuration().moverSize().cpu(),
                    SessionChecks.fitting(SessionChecks.loads(scene.pairs())));
        } catch (LandfallException e) {
            // What cannot be asked blocks by the check of its own.
            return "Take a longer window.";
        }
    }

    static Check approvers(Scene scene) {
        var listeners = scene.gateways().notices().listeners();
        var named = scene.configuration().approvals().addresses();
        var overhearing = listeners.stream()
                .filter(listener -> listener.overhears(named))
                .map(listener -> listener.words() + " (" + listener.id() + ")")
                .toList();
        if (!overhearing.isEmpty()) {
            var seen = "Somebody besides the approvers would get their links, or an approver those of the others: "
                    + String.join(", ", overhearing) + ".";
            var remedy =
                    "End each with aws sns unsubscribe --subscription-arn, deploy again where it was an approver's, and find out who made it.";
            return scene.isCutover()
                    ? Check.blocker("approvers", seen, remedy)
                    : Check.warning("approvers", seen, remedy);
        }
        var waiting = listeners.stream()
                .filter(listener -> !listener.confirmed() && !listener.isMailOf(named))
                .map(Listener::words)
                .toList();
        return waiting.isEmpty()
                ? confirmed(scene)
                : Check.warning(
                        "approvers",
                        "Who is no approver asked for the approvers' mail and has not confirmed: "
                                + String.join(", ", waiting) + ".",
                        "Find out who subscribed them; a cutover is refused once they confirm.");
    }

    private static Check confirmed(Scene scene) {
        var confirmed = scene.gateways().notices().confirmedAddresses();
        var missing = scene.configuration().approvals().approvers().stream()
                .filter(address -> !confirmed.contains(address))
                .toList();
        if (missing.isEmpty()) {
            return scene.configuration().approvals().approvers().size() == 1
                    ? Check.warning(
                            "approvers",
                            "There is one approver, and a gate asks for two people unless AWS has recorded who started the run.",
                            "Name another one in approvals.approvers of landfall.json.")
                    : escalation(scene);
        }
        var seen = "Mail does not reach " + String.join(", ", missing) + ": the subscription is not confirmed.";
        var remedy = "Let them follow the link in the confirmation mail.";
        return scene.isCutover() ? Check.blocker("approvers", seen, remedy) : Check.warning("approvers", seen, remedy);
    }

    /** Not a gate's own business: nobody there could decide. */
    private static Check escalation(Scene scene) {
        var confirmed = scene.gateways().notices().confirmedAddresses();
        return scene.configuration()
                .approvals()
                .escalateTo()
                .filter(address -> confirmed.stream().noneMatch(address::equalsIgnoreCase))
                .map(address -> Check.warning(
                        "approvers",
                        "Mail does not reach " + address
                                + ", who is to be told where approvers do not answer: the subscription is not confirmed.",
                        "Let them follow the link in the confirmation mail."))
                .orElseGet(() -> protectedFromUnsubscribing(scene));
    }

    /** Programs that look at mail for its reader open every link in it. */
    private static Check protectedFromUnsubscribing(Scene scene) {
        var unprotected = scene.gateways().notices().unprotectedAddresses().stream()
                .filter(scene.configuration().approvals().approvers()::contains)
                .toList();
        return unprotected.isEmpty()
                ? Check.ok(
                        "approvers",
                        "Every approver has confirmed the mail subscription, and only who signs in ends it.")
                : Check.warning(
                        "approvers",
                        "Whoever opens the link at the end of a mail to " + String.join(", ", unprotected)
                                + " ends that subscription without signing in; mail scanners do so.",
                        "Subscribe again as docs/install.md says, and confirm with aws sns confirm-subscription --authenticate-on-unsubscribe true --topic-arn TOPIC --token TOKEN, with both from the link in the confirmation mail.");
    }
}
