package dev.oneway.governance;

import dev.oneway.governance.LineageLayout.Box;
import dev.oneway.record.WriteWhen;

/** Draws the ways of all data as one SVG file, which needs no other. */
public final class LineageSvg {
  private static final int TOP = 70;
  private static final int NARROWEST = 820;
  private static final String LEGEND =
      """
      <text class="h1" x="24" y="30">Where data goes</text>
      <line class="field" x1="24" y1="48" x2="54" y2="48"/><text class="note" x="60" y="52">always written</text>
      <line class="some" x1="170" y1="48" x2="200" y2="48"/><text class="note" x="206" y="52">only new records or empty fields</text>
      <line class="key" x1="430" y1="48" x2="460" y2="48"/><text class="note" x="466" y="52">says which record</text>
      <line class="back" x1="590" y1="48" x2="620" y2="48"/><text class="note" x="626" y="52">the other way of a hybrid</text>
      """;

  private static final String STYLE =
      """
      <style>
      text { font: 12px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: #1f2933; }
      .h1 { font: bold 16px system-ui, "DejaVu Sans", sans-serif; }
      .title { font-weight: bold; }
      .note { font-size: 11px; fill: #616e7c; }
      .box { fill: #ffffff; stroke: #9aa5b1; }
      .head { fill: #e4e7eb; stroke: #9aa5b1; }
      path, line { fill: none; stroke-width: 1.3; }
      path { marker-end: url(#end); }
      marker path { fill: #616e7c; marker-end: none; }
      .field { stroke: #2b6cb0; }
      .some { stroke: #b7791f; stroke-dasharray: 6 3; }
      .key { stroke: #9aa5b1; stroke-dasharray: 2 3; }
      .back { stroke: #c53030; }
      </style>
      <marker id="end" viewBox="0 0 6 6" refX="6" refY="3" markerWidth="6" markerHeight="6" orient="auto"><path class="end" d="M0 0L6 3L0 6z"/></marker>
      """;

  private final Lineage lineage;
  private final LineageLayout layout;

  private LineageSvg(Lineage lineage) {
    this.lineage = lineage;
    this.layout = LineageLayout.of(lineage, TOP);
  }

  /** The whole text of the file. */
  public static String of(Lineage lineage) {
    return new LineageSvg(lineage).text();
  }

  private String text() {
    int width = Math.max(NARROWEST, layout.width());
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-label="Where data goes">
        """
            .formatted(width, layout.height(), width, layout.height()));
    svg.append(STYLE);
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#f9fafb\"/>\n").append(LEGEND);
    for (Write write : lineage.writes()) {
      write.sources().forEach(source -> svg.append(way(source, write)));
    }
    layout.boxes().forEach(box -> svg.append(box(box)));
    return svg.append("</svg>\n").toString();
  }

  private static String box(Box box) {
    StringBuilder svg = new StringBuilder("<g>");
    svg.append(rect("box", box, box.height())).append(rect("head", box, LineageLayout.HEADER - 4));
    svg.append(label("title", box.x() + 10, box.y() + 16, box.title()));
    svg.append(label("note", box.x() + 10, box.y() + 30, box.note()));
    for (SystemField field : box.fields()) {
      String name = field.name().equals(SystemField.REST) ? "* (the rest)" : field.name();
      svg.append(label("name", box.x() + 10, box.rowOf(field) + 4, name));
    }
    return svg.append("</g>\n").toString();
  }

  private static String rect(String look, Box box, int height) {
    return "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\"/>"
        .formatted(look, box.x(), box.y(), box.width(), height);
  }

  private static String label(String look, int x, int y, String text) {
    return "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>".formatted(look, x, y, escaped(text));
  }

  /** From the right of the source to the left of the field; back on the other sides. */
  private String way(SystemField source, Write write) {
    Box from = layout.boxOf(source);
    Box to = layout.boxOf(write.field());
    boolean onwards = from.column() < to.column();
    int x1 = onwards ? from.x() + from.width() : from.x();
    int x2 = onwards ? to.x() : to.x() + to.width();
    int bend = Math.max(40, Math.abs(x2 - x1) / 2) * (onwards ? 1 : -1);
    int y1 = from.rowOf(source);
    int y2 = to.rowOf(write.field());
    return """
        <path class="%s" d="M%d %dC%d %d %d %d %d %d"><title>%s</title></path>
        """
        .formatted(
            onwards || write.kind() == Write.Kind.KEY ? look(write) : "back",
            x1,
            y1,
            x1 + bend,
            y1,
            x2 - bend,
            y2,
            x2,
            y2,
            escaped(
                source + " → " + write.field() + ": " + write.how() + " (" + write.place() + ")"));
  }

  private static String look(Write write) {
    if (write.kind() == Write.Kind.KEY) {
      return "key";
    }
    return write.when() == WriteWhen.ALWAYS ? "field" : "some";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
