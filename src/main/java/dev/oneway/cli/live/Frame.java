package dev.oneway.cli.live;

import dev.oneway.cli.live.Board.Arrival;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * One picture of the screen: a title, the flows, what arrived last, and where the log is. Where not
 * all flows fit, it turns their pages. Immutable.
 *
 * @param title what is shown
 * @param sights the flows
 * @param newest what arrived, newest first
 * @param log where the log is
 * @param warnings of the log
 * @param startedAt when it was begun to look on
 * @param now the moment it shows
 */
record Frame(
    String title,
    List<FlowSight> sights,
    List<Arrival> newest,
    String log,
    ScreenLog.Warnings warnings,
    Instant startedAt,
    Instant now) {
  private static final Duration PAGE = Duration.ofSeconds(6);

  /** Title, headings, the line before what arrived, the log. */
  private static final int FIXED_LINES = 4;

  private static final int FEWEST_NEWEST = 3;
  private static final AttributedStyle RED =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

  /** Exactly as many lines as the screen has, none of them wider. */
  List<AttributedString> on(int rows, int width) {
    int room = Math.max(1, rows - FIXED_LINES - FEWEST_NEWEST);
    int pages = (sights.size() + room - 1) / room;
    int page = pages <= 1 ? 0 : (int) (running().toSeconds() / PAGE.toSeconds() % pages);
    List<FlowSight> shown =
        sights.subList(
            Math.min(page * room, sights.size()), Math.min((page + 1) * room, sights.size()));
    List<AttributedString> lines = new ArrayList<>();
    lines.add(head(pages, page));
    addTable(lines, shown, width);
    lines.add(AttributedString.EMPTY);
    newest.stream()
        .limit(Math.max(0, rows - lines.size() - 1))
        .map(this::arrival)
        .forEach(lines::add);
    while (lines.size() < rows - 1) {
      lines.add(AttributedString.EMPTY);
    }
    lines.add(foot());
    return lines.stream().limit(rows).map(line -> Cut.to(width, line)).toList();
  }

  /** All flows, however many lines that takes: what is left to read when the screen is gone. */
  List<AttributedString> whole(int width) {
    List<AttributedString> lines = new ArrayList<>();
    addTable(lines, sights, width);
    return lines.stream().map(line -> Cut.to(width, line)).toList();
  }

  private void addTable(List<AttributedString> lines, List<FlowSight> shown, int width) {
    Columns columns = Columns.in(width, now);
    lines.add(columns.headings());
    shown.stream().map(columns::row).forEach(lines::add);
  }

  private AttributedString head(int pages, int page) {
    AttributedStringBuilder line = new AttributedStringBuilder();
    line.append(title, AttributedStyle.BOLD).append("  ").append(clock(running()));
    if (pages > 1) {
      line.append("  page %d of %d".formatted(page + 1, pages), AttributedStyle.DEFAULT.faint());
    }
    return line.append("  Ctrl-C ends it", AttributedStyle.DEFAULT.faint()).toAttributedString();
  }

  private Duration running() {
    return Duration.between(startedAt, now);
  }

  private static String clock(Duration time) {
    return "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
  }

  private AttributedString arrival(Arrival arrival) {
    return new AttributedStringBuilder()
        .append(TIME.format(arrival.at()), AttributedStyle.DEFAULT.faint())
        .append("  ")
        .append(arrival.where())
        .append(": ")
        .append(arrival.name(), AttributedStyle.BOLD)
        .append(" ")
        .append(arrival.what().word())
        .append("  ")
        .append(arrival.flow(), AttributedStyle.DEFAULT.faint())
        .toAttributedString();
  }

  private AttributedString foot() {
    AttributedStringBuilder line = new AttributedStringBuilder();
    line.append("Log: " + log + "  ", AttributedStyle.DEFAULT.faint());
    if (warnings.count() == 0) {
      return line.append("no warnings", AttributedStyle.DEFAULT.faint()).toAttributedString();
    }
    String words = "%,d warning%s, the last: %s";
    return line.append(
            words.formatted(warnings.count(), warnings.count() == 1 ? "" : "s", warnings.last()),
            RED)
        .toAttributedString();
  }
}
