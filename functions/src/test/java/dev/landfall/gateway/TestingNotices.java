package dev.landfall.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps mail. */
public final class TestingNotices implements Notices {

    /** One mail. */
    public record Mail(String address, String subject, String text) {}

    private final List<String> confirmed;
    private final List<Listener> others = new ArrayList<>();
    private final List<Mail> sent = new ArrayList<>();
    private Optional<String> silence = Optional.empty();

    public TestingNotices(List<String> confirmed) {
        this.confirmed = new ArrayList<>(confirmed);
    }

    public List<Mail> sent() {
        return sent;
    }

    /** The approval page does not answer, with this reason. */
    public void silence(String why) {
        silence = Optional.of(why);
    }

    /** The approval page answers again. */
    public void answer() {
        silence = Optional.empty();
    }

    @Override
    public Optional<String> pageSilence(String pageUrl) {
        return silence;
    }

    @Override
    public List<String> confirmedAddresses() {
        return List.copyOf(confirmed);
    }

    /** Somebody ends their subscription. */
    public void forget(String address) {
        confirmed.remove(address);
    }

    /** Somebody who subscribed besides. */
    public void listen(Listener listener) {
        others.add(listener);
    }

    @Override
    public List<Listener> listeners() {
        return Stream.concat(
                        confirmed.stream().map(address -> new Listener("arn:" + address, "email", address, true, true)),
                        others.stream())
                .toList();
    }

    @Override
    public List<String> unprotectedAddresses() {
        return List.of();
    }

    private final List<Mail> announced = new ArrayList<>();
    private boolean deaf;

    /** Each with its kind as the subject and its detail as the text. */
    public List<Mail> announced() {
        return announced;
    }

    /** From now on no event is taken. */
    public void takeNoEvents() {
        deaf = true;
    }

    @Override
    public synchronized Change announce(String kind, String json) {
        if (deaf) {
            throw dev.landfall.model.failure.Problem.retry("EVENT_NOT_TAKEN", "Not taken.", "Nothing.")
                    .asException();
        }
        announced.add(new Mail("bus", kind, json));
        return Change.CREATED;
    }

    @Override
    public Change send(String address, String subject, String text) {
        sent.add(new Mail(address, subject, text));
        return Change.CREATED;
    }
}
