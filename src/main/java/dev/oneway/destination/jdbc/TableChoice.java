package dev.oneway.destination.jdbc;

import dev.oneway.fault.Fault;
import dev.oneway.fault.Nearest;
import dev.oneway.record.Field;
import dev.oneway.record.FieldName;
import dev.oneway.record.Row;
import dev.oneway.record.Scalars;
import dev.oneway.record.Shape;
import dev.oneway.record.SnakeCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The table a route names: one, or with fields in braces one for each of their values, as {@code
 * app_logs_{day}}. A field that names the table isn't written into it. Immutable; threads may share
 * it.
 */
final class TableChoice {
  private static final Pattern FIELD = Pattern.compile("\\{([^{}]+)}");

  private final TableName written;
  private final List<String> fields = new ArrayList<>();

  private TableChoice(TableName written) {
    this.written = written;
    Matcher field = FIELD.matcher(written.table());
    while (field.find()) {
      fields.add(field.group(1).strip());
    }
  }

  /**
   * @throws Unusable when it isn't a table's name
   */
  static TableChoice parse(String text) {
    TableName name = TableName.parse(text);
    String plain = FIELD.matcher(name.table()).replaceAll("");
    boolean stray = plain.contains("{") || plain.contains("}");
    if (stray || name.schema().filter(schema -> FIELD.matcher(schema).find()).isPresent()) {
      throw new Unusable(
          "`" + text + "` has braces where no field's name is.",
          "Write it as app_logs_{day} or schema.app_logs_{day}.");
    }
    return new TableChoice(name);
  }

  /** The names of the fields in braces. */
  List<String> fields() {
    return List.copyOf(fields);
  }

  boolean isOne() {
    return fields.isEmpty();
  }

  /** The name as it is written. */
  TableName written() {
    return written;
  }

  /**
   * The table of a record.
   *
   * @throws Refusal when its fields make no name
   */
  TableName of(Row row) throws Refusal {
    if (isOne()) {
      return written;
    }
    StringBuilder name = new StringBuilder();
    Matcher field = FIELD.matcher(written.table());
    while (field.find()) {
      field.appendReplacement(name, Matcher.quoteReplacement(part(row, field.group(1).strip())));
    }
    field.appendTail(name);
    String table = FieldName.of(name.toString()).orElseThrow();
    return new TableName(
        written.schema(), table, written.schema().map(s -> s + ".").orElse("") + table);
  }

  /** Why a record is refused whose table isn't there. */
  Refusal refusal(MissingTable missing) {
    return new Refusal(Refusal.CONSTRAINT, Optional.of(fields.get(0)), missing.getMessage());
  }

  /** What keeps the records of a mapping from naming a table. */
  List<Fault> faultsOf(Shape shape) {
    List<String> names = shape.fields().stream().map(Field::name).toList();
    Field first = shape.fields().get(0);
    List<Fault> faults = new ArrayList<>();
    for (String field : fields) {
      if (!names.contains(field)) {
        faults.add(
            new Fault(
                shape.mappingFile(),
                first.line(),
                first.column(),
                "the route's table is `%s`, and there is no field `%s`.".formatted(written, field),
                Nearest.didYouMean(field, names) + "Add it to `fields`."));
      } else if (shape.fields().get(shape.indexOf(field)).key()) {
        Field key = shape.fields().get(shape.indexOf(field));
        faults.add(
            new Fault(
                shape.mappingFile(),
                key.line(),
                key.column(),
                "`%s` names the table `%s`, so it isn't written, but it is part of the key."
                    .formatted(field, written),
                "Add another field with the same value to name the table by."));
      }
    }
    return faults;
  }

  private String part(Row row, String field) throws Refusal {
    Object value = row.get(field);
    if (value == null) {
      throw new Refusal(
          Refusal.MISSING,
          Optional.of(field),
          written + ": `" + field + "` is empty, but names the table");
    }
    String part = isSingle(value) ? SnakeCase.of(Scalars.text(value)) : "";
    if (part.isEmpty()) {
      throw new Refusal(
          Refusal.INVALID,
          Optional.of(field),
          written + ": `" + field + "` has no letter or digit to name a table by");
    }
    return part;
  }

  private static boolean isSingle(Object value) {
    return !(value instanceof Map<?, ?> || value instanceof List<?> || value instanceof byte[]);
  }
}
