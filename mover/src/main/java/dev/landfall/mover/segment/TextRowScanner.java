package dev.landfall.mover.segment;

/** Rows of {@code COPY … (FORMAT text)}: a line each, since a line feed inside a value is written as {@code \n}. */
final class TextRowScanner implements RowScanner {

    private final RowSink sink;
    private long rows;
    private int boundary;
    private int position;

    TextRowScanner(RowSink sink) {
        this.sink = sink;
    }

    @Override
    public void scan(byte[] buffer, int size) {
        for (; position < size; position++) {
            if (buffer[position] == '\n') {
                rows++;
                sink.row(buffer, boundary, position + 1 - boundary);
                boundary = position + 1;
            }
        }
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public int boundary() {
        return boundary;
    }

    @Override
    public boolean ended() {
        return false;
    }

    @Override
    public void restart(int offset) {
        position += offset - boundary;
        boundary = offset;
        rows = 0;
    }
}
