package dev.oneway.cli;

import dev.oneway.cli.live.Colours;
import dev.oneway.mapping.Explanation.FieldStory;
import dev.oneway.mapping.Explanation.Refusal;
import dev.oneway.mapping.Explanation.Step;
import dev.oneway.mapping.value.Blank;
import dev.oneway.mapping.value.Shown;
import dev.oneway.record.RecordJson;
import dev.oneway.record.Row;
import java.util.List;
import java.util.stream.Stream;

/** How fields came about, one aligned line each. */
final class FieldStoryText {
  private static final String NEXT = " → ";

  private final Colours colours;

  FieldStoryText(Colours colours) {
    this.colours = colours;
  }

  /** The lines of the first and the other fields, aligned with one another. */
  String of(String indent, List<FieldStory> first, List<FieldStory> others) {
    List<FieldStory> all = Stream.concat(first.stream(), others.stream()).toList();
    int width = all.stream().mapToInt(story -> story.field().name().length()).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (FieldStory story : all) {
      String name = story.field().name();
      text.append(indent).append(colours.bold(name)).append(" ".repeat(width - name.length()));
      text.append("  ").append(steps(story)).append('\n');
    }
    return text.toString();
  }

  private String steps(FieldStory story) {
    StringBuilder text = new StringBuilder();
    Object before = null;
    for (Step step : story.steps()) {
      if (text.isEmpty()) {
        text.append(step.says()).append(' ').append(value(step.value()));
      } else if (!step.says().isEmpty() || step.value() != before) {
        text.append(NEXT).append(says(step)).append(value(step.value()));
      }
      before = step.value();
    }
    story.refusal().ifPresent(refusal -> text.append(refused(text.isEmpty(), refusal)));
    return story.refusal().isPresent() ? text.toString() : text + end(story, before);
  }

  private String says(Step step) {
    boolean isTable = step.says().contains(NEXT);
    String says = isTable ? "(" + step.says() + ")" : step.says();
    return says.isEmpty() ? "" : colours.faint(says) + " ";
  }

  private String refused(boolean byOrigin, Refusal refusal) {
    String says = refusal.says().isEmpty() ? "" : refusal.says() + (byOrigin ? " " : ": ");
    return (byOrigin ? "" : NEXT) + says + colours.red(refusal.clause());
  }

  /** What {@code default}, {@code required}, {@code null} and {@code on} make of the last value. */
  private String end(FieldStory story, Object last) {
    Object settled = story.field().value().blank().settle(last);
    return settledFrom(last, settled, story.field().value().blank()) + when(story);
  }

  private String settledFrom(Object last, Object settled, Blank blank) {
    boolean substituted = (last == null || last == Row.ABSENT) && blank.substitute() != Row.ABSENT;
    String how = substituted ? NEXT + colours.faint("default") + " " + value(settled) : "";
    if (settled == Row.ABSENT) {
      return (last == null ? NEXT + colours.faint("null: keep") : how)
          + ", so the destination keeps its value";
    }
    return settled == null ? how + ", so the destination's field is cleared" : how;
  }

  private static String when(FieldStory story) {
    return switch (story.field().when()) {
      case ALWAYS -> "";
      case CREATE -> " (written only with a new record)";
      case EMPTY -> " (written only where the destination has none)";
    };
  }

  /** The value as JSON, in full. */
  static String value(Object value) {
    return value == Row.ABSENT ? "absent" : Shown.escaped(RecordJson.write(value));
  }
}
