package dev.landfall.preflight;

import dev.landfall.model.MoverSize;

/** How to make a move faster, as far as workers can. */
final class MoreJobs {

    private static final int MOST = new MoverSize(MoverSize.CPUS.getLast()).mostJobs();

    private MoreJobs() {}

    /**
     * A sentence; never more workers than the servers have connections for.
     *
     * @param jobs there are now
     * @param cpu of the mover now
     * @param fitting how many the servers have connections for
     */
    static String advice(int jobs, int cpu, int fitting) {
        int more = Math.min(Math.min(2 * jobs, fitting), MOST);
        if (more <= jobs) {
            return "Take a longer window: "
                    + (jobs >= MOST
                            ? "there are no more workers to give."
                            : "the servers have no connections for more jobs.");
        }
        // Both grow together: more workers on the same processors wait for each other.
        int needed = MoverSize.CPUS.stream()
                .filter(size -> (long) size * jobs >= (long) cpu * more)
                .findFirst()
                .orElse(MoverSize.CPUS.getLast());
        return "Take a longer window, or make the move faster: set database.jobs to " + more + " and mover.cpu to "
                + Math.max(needed, MoverSize.forJobs(more).cpu()) + ", and deploy again.";
    }
}
