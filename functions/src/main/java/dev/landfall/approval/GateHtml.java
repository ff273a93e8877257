package dev.landfall.approval;

import dev.landfall.approval.Decision.Outcome;
import dev.landfall.model.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The approval page's HTML: one style sheet inside, allowed by its digest, and no script at all. */
final class GateHtml {

    private final HtmlTemplate gate = new HtmlTemplate("dev/landfall/approval/gate.html");
    private final HtmlTemplate message = new HtmlTemplate("dev/landfall/approval/message.html");
    private final String style = resource("gate.css");

    /** Text of one vote. */
    public record Line(String who, String what, String comment) {}

    String gate(GateView view) {
        var of = view.gate();
        return gate.fill(Map.ofEntries(
                Map.entry("style", style),
                Map.entry("kind", of.kind()),
                Map.entry("words", GateWords.of(of)),
                Map.entry("domain", of.phrase()),
                Map.entry("runId", of.runId()),
                Map.entry("mode", of.mode().word()),
                Map.entry("requestedBy", of.requestedBy().orElse("")),
                Map.entry("needs", GateMail.needs(of)),
                Map.entry("opened", Figures.moment(of.opened())),
                Map.entry("expires", Figures.moment(of.expires())),
                Map.entry("address", view.address()),
                Map.entry("evidence", EvidenceText.others(OperatorSteps.without(view.evidence()))),
                Map.entry(
                        "operatorSteps",
                        OperatorSteps.in(view.evidence())
                                .map(OperatorSteps::steps)
                                .orElse(List.of())),
                Map.entry(
                        "operatorWhen",
                        OperatorSteps.in(view.evidence())
                                .map(OperatorSteps::when)
                                .orElse("")),
                Map.entry("open", view.isOpen()),
                Map.entry("refused", view.refused().stream().map(Refused::text).toList()),
                Map.entry("votes", votes(view)),
                Map.entry("decision", decision(view)),
                Map.entry(
                        "rejected",
                        view.decision()
                                .filter(decided -> decided.decision() != Outcome.APPROVED)
                                .isPresent()),
                Map.entry("heard", view.heard()),
                Map.entry("heading", heading(view)),
                Map.entry("progress", view.progress().orElse("")),
                Map.entry("comment", view.typed().map(GateDesk.Form::comment).orElse("")),
                Map.entry("choice", view.typed().map(GateDesk.Form::choice).orElse("")),
                Map.entry("notice", view.notice().map(GateView.Notice::text).orElse("")),
                Map.entry("steps", steps(of)),
                Map.entry("outlook", view.isOpen() ? new OutlookText(of, view.now()).lines() : List.of()),
                Map.entry("timeline", Timeline.of(of, view.now())),
                Map.entry("lockedOut", of.outlook().lockedOut().isPresent()),
                Map.entry("wayBack", GateWords.wayBack(of)),
                Map.entry("warnings", EvidenceText.warnings(view.evidence())),
                Map.entry("since", EvidenceText.sinceRehearsal(view.evidence())),
                Map.entry("lost", String.join(", ", view.lost())),
                Map.entry("passing", view.isPassing()),
                Map.entry("canVote", view.canVote()),
                Map.entry("canWithdraw", view.canWithdraw()),
                Map.entry("longestComment", GateDesk.LONGEST_COMMENT)));
    }

    String message(String title, String text) {
        return message.fill(Map.of("style", style, "title", title, "text", text));
    }

    String contentSecurityPolicy() {
        var digest = Sha256.of(style.getBytes(StandardCharsets.UTF_8));
        return "default-src 'none'; style-src 'sha256-" + Base64.getEncoder().encodeToString(digest)
                + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    }

    /** Text of one step. */
    public record StepLine(String what, String state, String time, boolean known) {}

    private static List<StepLine> steps(Gate gate) {
        return gate.outlook().steps().stream()
                .map(step -> new StepLine(
                        step.what(),
                        step.state(),
                        OutlookText.time(step),
                        step.rehearsed().isPresent()))
                .toList();
    }

    private static List<Line> votes(GateView view) {
        return Stream.concat(
                        view.votes().stream().map(vote -> new Ballots.TakenBack(vote, Instant.MAX)),
                        view.takenBack().stream())
                .sorted(Comparator.comparing(ballot -> ballot.vote().at()))
                .map(ballot -> line(ballot.vote(), ballot.at()))
                .toList();
    }

    private static Line line(Vote vote, Instant takenBack) {
        var counts = takenBack.equals(Instant.MAX);
        return new Line(
                vote.address(),
                (vote.choice() == Vote.Choice.APPROVE ? "approved" : "rejected") + ", " + Figures.moment(vote.at())
                        + (counts ? "" : "; taken back " + Figures.moment(takenBack) + ", does not count"),
                vote.comment());
    }

    /** A question only while there is one. */
    private static String heading(GateView view) {
        var title = view.gate().kind().title();
        if (view.decision().isPresent()) {
            return title + ": "
                    + switch (view.decision().get().decision()) {
                        case APPROVED -> "approved";
                        case REJECTED -> "rejected";
                        case STALE -> "ended";
                    };
        }
        return view.isOpen() ? title + "?" : title + ": expired";
    }

    private static String decision(GateView view) {
        return view.decision()
                .map(decided -> switch (decided.decision()) {
                            case APPROVED -> "Approved by " + String.join(", ", decided.by());
                            case REJECTED -> "Rejected by " + String.join(", ", decided.by());
                            case STALE -> "Ended without a decision";
                        }
                        + " at " + Figures.moment(decided.at()) + ".")
                .orElse("");
    }

    private static String resource(String name) {
        try (var in = GateHtml.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing beside GateHtml");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
