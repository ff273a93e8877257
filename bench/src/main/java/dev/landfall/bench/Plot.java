package dev.landfall.bench;

import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;

/** Wall time of each way as a bar, the longest first, for the first database. */
record Plot(Results results) {

    private static final int WIDTH = 900;
    private static final int BAR_HEIGHT = 38;
    private static final int FRAME_HEIGHT = 110;
    private static final Color BAR = new Color(0x2f7f9e);

    String svg() throws IOException {
        var size = results.sizes().getFirst();
        var bars = results.of(size.database()).stream()
                .filter(one -> !one.runs().isEmpty())
                .toList();
        var chart = new HorizontalBarChartBuilder()
                .width(WIDTH)
                .height(FRAME_HEIGHT + BAR_HEIGHT * bars.size())
                .title("Seconds to carry " + size.label() + " ("
                        + String.format(Locale.ROOT, "%.1f", size.bytes() / 1e9) + " GB), median of " + results.runs()
                        + (results.runs() == 1 ? " run" : " runs"))
                .xAxisTitle("seconds, with client, source and target on "
                        + results.machine().cores() + " cores")
                .build();
        style(chart);
        chart.addSeries(
                        "seconds",
                        bars.stream()
                                .map(one -> Math.round(one.seconds() * 10) / 10.0)
                                .toList(),
                        bars.stream().map(Measured::label).toList())
                .setFillColor(BAR);
        var graphics = new VectorGraphics2D();
        chart.paint(graphics, chart.getWidth(), chart.getHeight());
        var svg = new ByteArrayOutputStream();
        Processors.get("svg")
                .getDocument(graphics.getCommands(), new PageSize(chart.getWidth(), chart.getHeight()))
                .writeTo(svg);
        return svg.toString(StandardCharsets.UTF_8);
    }

    private static void style(HorizontalBarChart chart) {
        var styler = chart.getStyler();
        styler.setLegendVisible(false);
        styler.setLabelsVisible(true);
        styler.setLabelsPosition(0.5);
        styler.setAvailableSpaceFill(0.7);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridHorizontalLinesVisible(false);
        styler.setXAxisMin(0.0);
        // The library takes this for the other axis too: below a bar's height, or every second way has no name.
        styler.setXAxisTickMarkSpacingHint(BAR_HEIGHT * 3 / 4);
        styler.setBaseFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    }
}
