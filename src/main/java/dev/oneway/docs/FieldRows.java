package dev.oneway.docs;

import dev.oneway.mapping.jsonata.Expression;
import dev.oneway.mapping.model.FieldModel;
import dev.oneway.mapping.model.MappingModel;
import dev.oneway.mapping.model.Party;
import dev.oneway.mapping.value.Blank;
import dev.oneway.mapping.value.Check;
import dev.oneway.mapping.value.Constant;
import dev.oneway.mapping.value.Elements;
import dev.oneway.mapping.value.NestedList;
import dev.oneway.mapping.value.Origin;
import dev.oneway.mapping.value.Stage;
import dev.oneway.mapping.value.ValueMap;
import dev.oneway.record.Assignment;
import dev.oneway.record.RecordJson;
import dev.oneway.record.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of fields: where each comes from, what becomes of it, who owns it. */
final class FieldRows {
  private static final List<String> HEADINGS =
      List.of("Source field", "Transformation", "Destination field", "Who owns it");

  private final String source;
  private final String destination;

  FieldRows(MappingModel mapping) {
    this.source = mapping.source().system() + owner(mapping.source());
    this.destination = mapping.destination().system();
  }

  private static String owner(Party party) {
    return party.owner().map(owner -> " (" + owner + ")").orElse("");
  }

  Block table(List<FieldModel> fields) {
    return new Block.Table(HEADINGS, fields.stream().map(this::row).toList());
  }

  private List<Line> row(FieldModel field) {
    return List.of(
        origin(field.value().origin()),
        work(field),
        Line.ofCode(field.name()),
        Line.of(owner(field)));
  }

  private static Line origin(Origin origin) {
    Optional<Object> constant = constant(origin);
    if (constant.isPresent()) {
      return constant.get() instanceof Assignment assignment
          ? Line.of("given out in turn: ").code(RecordJson.write(assignment.among()))
          : Line.of("always ").code(RecordJson.write(constant.get()));
    }
    return origin instanceof Expression expression
        ? Line.ofCode(expression.toString())
        : Line.ofWords(origin.words());
  }

  private static Optional<Object> constant(Origin origin) {
    return origin instanceof Constant constant
        ? Optional.ofNullable(constant.read(Map.of()))
        : Optional.empty();
  }

  private static Line work(FieldModel field) {
    List<Line> work = new ArrayList<>();
    if (!NestedFields.of(field).isEmpty()) {
      work.add(Line.of("as listed below"));
    }
    if (field.value().origin() instanceof NestedList list) {
      list.where()
          .ifPresent(where -> work.add(Line.ofWords("only where " + where.words() + " is true")));
    }
    field.value().stages().stream()
        .map(FieldRows::says)
        .filter(says -> !says.isEmpty())
        .forEach(says -> work.add(Line.ofWords(says)));
    Blank blank = field.value().blank();
    if (blank.substitute() != Row.ABSENT) {
      work.add(Line.ofCode(RecordJson.write(blank.substitute())).plain(" when there is none"));
    }
    if (blank.required()) {
      work.add(Line.of("required"));
    }
    if (blank.keepNull()) {
      work.add(Line.of("null keeps what the destination has"));
    }
    field.value().checks().forEach(check -> work.add(check(check)));
    return work.isEmpty() ? Line.of("as it is") : Line.joined("; ", work);
  }

  private static String says(Stage stage) {
    if (stage instanceof Elements elements) {
      return elements.says(FieldRows::says);
    }
    return stage instanceof ValueMap ? "values as listed below" : stage.says();
  }

  private static Line check(Check check) {
    Line line = Line.ofWords(check.says()).plain(", else refused as ").code(check.category());
    check.message().ifPresent(message -> line.plain(": " + message));
    return line;
  }

  private String owner(FieldModel field) {
    Optional<Object> constant = constant(field.value().origin());
    if (constant.filter(Assignment.class::isInstance).isPresent()) {
      return "Oneway, which gives it out once and remembers it";
    }
    return switch (field.when()) {
      case ALWAYS -> source;
      case CREATE -> destination + ", once it is created";
      case EMPTY -> "whoever fills it first";
    };
  }
}
