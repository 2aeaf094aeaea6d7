package dev.oneway.cli.live;

import dev.oneway.cli.live.Differences.Difference;
import dev.oneway.flow.FlowWay;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Row;
import dev.oneway.record.Shape;
import dev.oneway.run.Fate;
import dev.oneway.run.Outcome;
import dev.oneway.run.Present;
import dev.oneway.run.Traffic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A story in lines: what changed at the source, what was called, what the destination holds. */
final class StoryText {
  private static final int MOST_FIELDS = 12;
  private static final String INDENT = "    ";

  /** Says what a destination holds of a record; empty where that can't be seen. */
  @FunctionalInterface
  interface Holdings {
    Optional<Present> of(String flow, MappedRecord record);
  }

  private final Map<String, FlowWay> ways;
  private final Holdings holdings;
  private final Colours paint;

  StoryText(Map<String, FlowWay> ways, Holdings holdings, Colours paint) {
    this.ways = ways;
    this.holdings = holdings;
    this.paint = paint;
  }

  String of(Story story) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    if (story instanceof Story.One one) {
      source(one, lines);
      called(one.calls(), one.cost(), lines);
      destination(one, lines);
    } else if (story instanceof Story.Many many) {
      many(many, lines);
      called(many.calls(), many.cost(), lines);
    } else if (story instanceof Story.Nothing nothing) {
      lines.add(paint.faint(nothing.flow() + ": " + nothing.counts()));
    }
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  /** A run that goes on, of whose records nothing is to be told yet. */
  String atWork(String flow, long read, long calls) {
    String soFar = calls == 0 ? "" : ", %,d calls".formatted(calls);
    return paint.faint("%s: at work, read %,d%s so far".formatted(flow, read, soFar)) + "\n";
  }

  private FlowWay way(Story story) {
    return ways.getOrDefault(story.flow(), new FlowWay("", ""));
  }

  private void many(Story.Many many, List<String> lines) {
    String fates =
        many.fates().entrySet().stream()
            .map(entry -> "%,d %s".formatted(entry.getValue(), entry.getKey().word()))
            .collect(Collectors.joining(", "));
    lines.add(paint.bold(way(many).toString()) + "  " + paint.faint(many.flow()));
    lines.add("  At once: " + fates + ", among them " + String.join(", ", many.names()) + ".");
  }

  private void source(Story.One one, List<String> lines) {
    MappedRecord record = one.outcome().record();
    String from = way(one).from();
    String name = paint.bold(RecordName.of(record));
    List<Difference> changes =
        one.before()
            .filter(before -> !record.source().isEmpty())
            .map(before -> Differences.between(before.source(), record.source()))
            .orElse(List.of());
    String what =
        record.operation().isGone()
            ? "is gone"
            : one.before().isEmpty()
                ? "is new here"
                : changes.isEmpty() ? "is as it was" : "changed";
    lines.add("%s %s %s  %s".formatted(from, name, what, paint.faint(one.flow())));
    fields(changes, lines);
  }

  private void called(Map<String, Integer> calls, Story.Cost cost, List<String> lines) {
    if (calls.isEmpty()) {
      return;
    }
    String bytes =
        cost.sent() + cost.received() == 0
            ? ""
            : ", %s out, %s in"
                .formatted(Traffic.Sum.size(cost.sent()), Traffic.Sum.size(cost.received()));
    lines.add("  Called" + bytes + ":");
    calls.forEach(
        (call, times) ->
            lines.add(
                INDENT + paint.faint(call + (times == 1 ? "" : ", %,d times".formatted(times)))));
  }

  private void destination(Story.One one, List<String> lines) {
    String to = way(one).to();
    if (one.outcome() instanceof Outcome.Refused refused) {
      String field = refused.field().map(name -> " (" + name + ")").orElse("");
      lines.add("  " + paint.red(to + " refused it" + field + ": " + refused.reason()));
      return;
    }
    MappedRecord record = one.outcome().record();
    Optional<Present> present = holdings.of(one.flow(), record);
    if (one.outcome().fateOf() == Fate.DELETED
        && !(present.orElse(null) instanceof Present.There)) {
      lines.add("  " + to + " no longer holds it.");
      return;
    }
    Map<String, Object> now = held(record, present);
    String read = present.isPresent() ? "now holds, read back" : "was told";
    Optional<MappedRecord> before = one.before();
    if (before.isPresent()) {
      lines.add("  " + to + " " + read + ":");
      fields(Differences.between(before.get(), now), lines);
    } else {
      lines.add("  " + to + " " + read + ", a new one:");
      values(now, lines);
    }
    children(record, lines);
  }

  /** What the destination tells of the mapped fields, and what was delivered where it doesn't. */
  private static Map<String, Object> held(MappedRecord record, Optional<Present> present) {
    Map<String, Object> now = new LinkedHashMap<>(record);
    if (present.orElse(null) instanceof Present.There there) {
      there.differing().forEach(field -> now.put(field, there.held().get(field)));
    }
    return now;
  }

  private static void children(MappedRecord record, List<String> lines) {
    List<Shape.Child> children = record.shape().children();
    for (int i = 0; i < children.size(); i++) {
      List<Row> rows = record.children(i);
      if (rows != null) {
        lines.add(INDENT + "and %d of %s".formatted(rows.size(), children.get(i).shape().object()));
      }
    }
  }

  private void fields(List<Difference> fields, List<String> lines) {
    int width = fields.stream().limit(MOST_FIELDS).mapToInt(f -> f.name().length()).max().orElse(0);
    fields.stream()
        .limit(MOST_FIELDS)
        .forEach(
            field ->
                lines.add(
                    "%s%s  %s → %s"
                        .formatted(
                            INDENT,
                            padded(field.name(), width),
                            paint.faint(field.old()),
                            paint.green(field.now()))));
    more(fields.size(), lines);
  }

  private void values(Map<String, Object> fields, List<String> lines) {
    Map<String, String> values = Differences.values(fields);
    int width =
        values.keySet().stream().limit(MOST_FIELDS).mapToInt(String::length).max().orElse(0);
    values.entrySet().stream()
        .limit(MOST_FIELDS)
        .forEach(
            value ->
                lines.add(
                    INDENT + padded(value.getKey(), width) + "  " + paint.green(value.getValue())));
    more(values.size(), lines);
  }

  private static void more(int fields, List<String> lines) {
    if (fields > MOST_FIELDS) {
      lines.add(INDENT + "and %d more fields".formatted(fields - MOST_FIELDS));
    }
  }

  private static String padded(String name, int width) {
    return name + " ".repeat(width - name.length());
  }
}
