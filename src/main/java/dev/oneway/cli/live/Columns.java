package dev.oneway.cli.live;

import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * The table of flows in a given width: the worthiest columns that fit, and what is left over shared
 * among those that may grow. Immutable.
 */
final class Columns {
  private static final int WIDE = 100;
  private static final AttributedStyle GREEN =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
  private static final AttributedStyle RED =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);

  private final List<Column> columns;
  private final List<Integer> widths;
  private final String gap;

  private Columns(List<Column> columns, List<Integer> widths, String gap) {
    this.columns = columns;
    this.widths = widths;
    this.gap = gap;
  }

  /**
   * @param now what times are told from
   */
  static Columns in(int width, Instant now) {
    String gap = width < WIDE ? " " : "  ";
    List<Column> columns = fitting(all(now), width, gap.length());
    List<Integer> widths = new ArrayList<>();
    int left = width - least(columns, gap.length());
    for (Column column : columns) {
      int more = Math.min(Math.max(0, left), column.most() - column.least());
      widths.add(column.least() + more);
      left -= more;
    }
    return new Columns(columns, widths, gap);
  }

  private static List<Column> all(Instant now) {
    return List.of(
        Column.text("", 1, 1, 1, Columns::sign).styled(Columns::signStyle),
        Column.text("FLOW", 12, 39, 1, FlowSight::flow),
        Column.text("FROM → TO", 20, 44, 6, FlowSight::way),
        Column.number("CREATED", 7, 1, sight -> count(sight, Fate.CREATED)),
        Column.number("UPDATED", 7, 2, sight -> count(sight, Fate.UPDATED)),
        Column.number("DELETED", 7, 8, sight -> count(sight, Fate.DELETED)),
        Column.number("QUEUED", 6, 8, sight -> count(sight, Fate.QUEUED)),
        Column.number("SAME", 6, 4, sight -> count(sight, Fate.UNCHANGED)),
        Column.number("REFUSED", 7, 3, sight -> count(sight, Fate.REJECTED))
            .styled(sight -> sight.counts().of(Fate.REJECTED) > 0 ? RED : AttributedStyle.DEFAULT),
        Column.number("/S", 5, 2, sight -> rate(sight.perSecond())),
        Column.text("1 MIN", Tally.BUCKETS, Tally.BUCKETS, 5, s -> Sparkline.of(s.history()))
            .styled(sight -> GREEN),
        Column.number("LAST", 5, 4, sight -> sight.last().map(at -> ago(at, now)).orElse("never")),
        Column.text("NEWEST", 14, 40, 7, FlowSight::newest));
  }

  /** Leaves out the least worthy ones until the others fit. */
  private static List<Column> fitting(List<Column> all, int width, int gap) {
    List<Column> columns = new ArrayList<>(all);
    while (columns.size() > 2 && least(columns, gap) > width) {
      columns.remove(columns.stream().max(Comparator.comparingInt(Column::worth)).orElseThrow());
    }
    return columns;
  }

  private static int least(List<Column> columns, int gap) {
    return columns.stream().mapToInt(column -> column.least() + gap).sum() - gap;
  }

  AttributedString headings() {
    List<String> texts = columns.stream().map(Column::heading).toList();
    return line(texts, columns.stream().map(column -> AttributedStyle.DEFAULT.faint()).toList());
  }

  AttributedString row(FlowSight sight) {
    return line(
        columns.stream().map(column -> column.text().apply(sight)).toList(),
        columns.stream().map(column -> column.style().apply(sight)).toList());
  }

  private AttributedString line(List<String> texts, List<AttributedStyle> styles) {
    AttributedStringBuilder line = new AttributedStringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      AttributedString cell = Cut.to(widths.get(i), texts.get(i));
      String padding = " ".repeat(widths.get(i) - cell.columnLength());
      line.append(columns.get(i).right() ? padding : "");
      line.append(cell.toString(), styles.get(i));
      boolean isLast = i == columns.size() - 1;
      line.append(columns.get(i).right() || isLast ? "" : padding);
      line.append(isLast ? "" : gap);
    }
    return line.toAttributedString();
  }

  private static String sign(FlowSight sight) {
    return sight
        .state()
        .map(
            state ->
                switch (state) {
                  case RUNNING -> "▸";
                  case DONE -> "✓";
                  case WAITING -> "?";
                  case FAILED -> "✗";
                  case INTERRUPTED -> "-";
                })
        .orElse("·");
  }

  private static AttributedStyle signStyle(FlowSight sight) {
    return sight.state().filter(state -> state == RunState.FAILED).isPresent() ? RED : GREEN;
  }

  private static String count(FlowSight sight, Fate fate) {
    long count = sight.counts().of(fate);
    return count == 0 ? "·" : count < 1_000_000 ? "%,d".formatted(count) : millions(count);
  }

  private static String millions(long count) {
    return String.format(Locale.ROOT, "%.1fM", count / 1e6);
  }

  private static String rate(double perSecond) {
    if (perSecond == 0) {
      return "·";
    }
    return perSecond < 10
        ? String.format(Locale.ROOT, "%.1f", perSecond)
        : "%,d".formatted(Math.round(perSecond));
  }

  /** {@code 4s}, {@code 3min}, {@code 2h}. */
  private static String ago(Instant at, Instant now) {
    Duration age = Duration.between(at, now);
    if (age.toMinutes() < 1) {
      return Math.max(0, age.toSeconds()) + "s";
    }
    return age.toHours() < 1 ? age.toMinutes() + "min" : age.toHours() + "h";
  }
}
