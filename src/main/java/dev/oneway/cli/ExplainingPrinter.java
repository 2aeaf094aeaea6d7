package dev.oneway.cli;

import dev.oneway.cli.live.Colours;
import dev.oneway.mapping.Explainer;
import dev.oneway.mapping.Explanation;
import dev.oneway.mapping.Explanation.ChildStory;
import dev.oneway.mapping.Mapped;
import dev.oneway.mapping.Mapping;
import dev.oneway.mapping.jsonata.Expression;
import dev.oneway.mapping.value.Path;
import dev.oneway.record.Field;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Operation;
import dev.oneway.record.Row;
import dev.oneway.record.Version;
import dev.oneway.run.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prints of each record how it was mapped, step by step and with full values. */
final class ExplainingPrinter implements RecordPrinter {
  private final Mapping mapping;
  private final Explainer explainer;
  private final PipedOutput out;
  private final Colours colours;
  private final FieldStoryText fields;

  ExplainingPrinter(Mapping mapping, PipedOutput out, Colours colours) {
    this.mapping = mapping;
    this.explainer = new Explainer(mapping);
    this.out = out;
    this.colours = colours;
    this.fields = new FieldStoryText(colours);
  }

  @Override
  public Mapped print(long number, Map<String, Object> source) {
    Explanation explanation = explainer.explain(source);
    StringBuilder text = new StringBuilder();
    text.append(colours.bold("record " + number)).append(": ");
    text.append(fate(explanation.mapped(), source)).append('\n');
    text.append(fields.of("  ", explanation.key(), explanation.fields()));
    if (explanation.mapped() instanceof Mapped.Delivered delivered) {
      text.append(rest("  ", delivered.record()));
    }
    for (int i = 0; i < explanation.children().size(); i++) {
      text.append(child(explanation, i));
    }
    out.print(text.append('\n').toString());
    return explanation.mapped();
  }

  private String fate(Mapped mapped, Map<String, Object> source) {
    if (mapped instanceof Mapped.Delivered delivered) {
      MappedRecord record = delivered.record();
      return colours.green(word(record.operation()))
          + identity(Optional.of(record.key()), record.version())
          + (record.operation().isGone() ? "\n  deletes  " + FieldStoryText.value(record) : "");
    }
    if (mapped instanceof Mapped.Rejected rejected) {
      Rejection rejection = rejected.rejection();
      String field = rejection.field().map(name -> ", " + name).orElse("");
      return colours.red("rejected")
          + identity(rejection.key(), rejection.version())
          + "\n  "
          + colours.red(rejection.category() + field + ": " + rejection.reason());
    }
    Mapped.Filtered filtered = (Mapped.Filtered) mapped;
    return "filtered" + identity(Optional.empty(), filtered.version()) + where(source);
  }

  private static String word(Operation operation) {
    return switch (operation) {
      case UPSERT -> "mapped";
      case DEACTIVATE -> "deactivated";
      case ARCHIVE -> "archived";
      case DELETE -> "deleted";
    };
  }

  private static String identity(Optional<String> key, Optional<Version> version) {
    return key.map(it -> ", key " + it).orElse("")
        + version.map(it -> ", version " + it).orElse("");
  }

  private String where(Map<String, Object> source) {
    Optional<Expression> where = mapping.model().where();
    return where
        .map(it -> "\n  where  `" + it + "` " + FieldStoryText.value(it.read(source)))
        .orElse("");
  }

  /** The fields that are taken as they come. */
  private String rest(String indent, Row row) {
    StringBuilder text = new StringBuilder();
    List<Field> fields = row.shape().fields();
    for (int i = row.shape().base().fields().size(); i < fields.size(); i++) {
      text.append(indent).append(colours.bold(fields.get(i).name())).append("  ");
      text.append(colours.faint("as it comes")).append(' ');
      text.append(FieldStoryText.value(row.value(i))).append('\n');
    }
    return text.toString();
  }

  private String child(Explanation explanation, int index) {
    ChildStory story = explanation.children().get(index);
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < story.rows().size(); row++) {
      text.append("  ").append(colours.bold(story.child().object()));
      text.append(" row ").append(row + 1).append('\n');
      text.append(fields.of("    ", story.rows().get(row), List.of()));
      text.append(restOf(explanation.mapped(), index, row));
    }
    if (explanation.mapped() instanceof Mapped.Delivered delivered
        && delivered.record().operation() == Operation.UPSERT
        && story.rows().isEmpty()) {
      text.append("  ").append(colours.bold(story.child().object())).append("  ");
      text.append(noRows(delivered.record().children(index), story)).append('\n');
    }
    return text.toString();
  }

  private String restOf(Mapped mapped, int child, int row) {
    boolean isThere =
        mapped instanceof Mapped.Delivered delivered
            && delivered.record().operation() == Operation.UPSERT
            && row < delivered.record().children(child).size();
    return isThere
        ? rest("    ", ((Mapped.Delivered) mapped).record().children(child).get(row))
        : "";
  }

  private static String noRows(List<Row> rows, ChildStory story) {
    String each = story.child().each().map(Path::words).orElse("the record");
    if (rows == null) {
      return each + " is absent: the destination keeps its rows";
    }
    String none = story.child().where().isPresent() ? " makes no row: " : " has no elements: ";
    return each
        + none
        + (story.child().deleteMissing()
            ? "the destination's rows are deleted"
            : "the destination keeps its rows");
  }
}
