package dev.landfall.bench;

import dev.landfall.bench.way.Ways;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.w3c.dom.Document;

/** Wall time of each way on each database, as a part of the guide's. */
record Plot(Results results) {

    private static final String SVG = SVGGraphics2D.SVG_NAMESPACE_URI;
    private static final int WIDTH = 1080;
    private static final int HEIGHT = 420;
    private static final List<Color> COLOURS = List.of(
            new Color(0x9a9a9a), new Color(0xc9b458), new Color(0xc77b4a), new Color(0x1f6f8b), new Color(0x7fb7be));

    String svg() throws IOException {
        var chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Wall time, where the guide's is 1, median of " + results.runs()
                        + (results.runs() == 1 ? " run" : " runs") + " on "
                        + results.machine().cores() + " cores (no bar: not measured)")
                .build();
        style(chart);
        var databases = results.sizes().stream().map(Results.Size::database).toList();
        var labels = results.sizes().stream().map(Results.Size::label).toList();
        for (var way : results.of(databases.getFirst())) {
            chart.addSeries(
                    way.label(),
                    labels,
                    databases.stream()
                            .map(database -> ofTheGuide(database, way.way()))
                            .toList());
        }
        var document = document();
        var graphics = new SVGGraphics2D(document);
        graphics.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
        chart.paint(graphics, WIDTH, HEIGHT);
        var svg = new StringWriter();
        graphics.stream(svg, true);
        return svg.toString();
    }

    private static Document document() {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(SVG, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every JDK has a parser of XML", e);
        }
    }

    /** 0, which draws nothing, where one of the two was not measured. */
    private double ofTheGuide(String database, String way) {
        var guide = seconds(database, Ways.GUIDE);
        return guide == 0 ? 0 : Math.round(seconds(database, way) / guide * 100) / 100.0;
    }

    private double seconds(String database, String way) {
        return results.of(database).stream()
                .filter(one -> one.way().equals(way) && !one.runs().isEmpty())
                .mapToDouble(Measured::seconds)
                .findFirst()
                .orElse(0);
    }

    private static void style(CategoryChart chart) {
        var styler = chart.getStyler();
        styler.setLegendPosition(LegendPosition.OutsideS);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setSeriesColors(COLOURS.toArray(Color[]::new));
        styler.setAvailableSpaceFill(0.85);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setYAxisMin(0.0);
        styler.setBaseFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    }
}
