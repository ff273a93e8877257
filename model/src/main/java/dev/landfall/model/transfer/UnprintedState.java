package dev.landfall.model.transfer;

import java.util.List;

/**
 * What {@code pg_dump} prints nothing of, so that two equal schemas may differ in it.
 *
 * @param views materialized views that hold data and could be read
 * @param unenforced constraints whose internal triggers are not as usual, in words: {@code public.a.a_b_fkey on public.a,
 *     whose triggers are disabled}
 */
public record UnprintedState(List<ViewContent> views, List<String> unenforced) {

    public UnprintedState {
        views = List.copyOf(views);
        unenforced = List.copyOf(unenforced);
    }
}
