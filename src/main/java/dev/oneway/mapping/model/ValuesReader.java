package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.value.BadValue;
import dev.oneway.mapping.value.Stage;
import dev.oneway.mapping.yaml.FaultList;
import dev.oneway.mapping.yaml.Section;
import dev.oneway.record.Scalars;
import java.util.List;
import java.util.Optional;

/** {@code values}: a value map's name, or the map itself. */
final class ValuesReader implements StageReader {
  static final String VALUES = "values";

  /** Types of which any text may be a value. */
  private static final List<String> ANY_TEXT = List.of("text", "json");

  private static final int MOST_TOLD = 100;

  static final Word WORD =
      Word.of(
              VALUES,
              Kind.either(
                  Kind.text("the name of a value map or of a file"), new Kind.Named(Kind.CONSTANT)),
              "a value map, by name, as a file such as `countries.csv`, or written out: known values"
                  + " and what becomes of them. `\"*\"` says what becomes of others: `reject` (also"
                  + " when there is no `\"*\"`), `keep`, `null`, `default` (the field's `default`)"
                  + " or a value")
          .example(
              "{ from: state, values: { N: new, \"*\": other } }", "{\"state\": \"N\"}", "\"new\"")
          .example(
              "{ from: state, values: { N: new, \"*\": other } }",
              "{\"state\": \"X\"}",
              "\"other\"")
          .example(
              "{ from: state, values: { N: new, \"*\": default }, default: none }",
              "{\"state\": \"X\"}",
              "\"none\"")
          .example(
              "{ from: state, values: { N: new } }",
              "{\"state\": \"X\"}",
              "rejected as value: `state` is \"X\", which the value map doesn't list (it has N).");

  @Override
  public List<Word> words() {
    return List.of(WORD);
  }

  @Override
  public Optional<Stage> read(Section field, Reading reading) {
    return field
        .find(VALUES)
        .flatMap(
            entry ->
                reading.values().of(entry).map(table -> checked(table, entry, field, reading)));
  }

  private static Stage checked(
      ValueTable table, Section.Entry entry, Section field, Reading reading) {
    boolean hasDefault = field.find(BlankReader.DEFAULT).isPresent();
    boolean ofElements = FieldStages.areOfElements(field);
    if (table.namesDefault() && ofElements) {
      reading
          .faults()
          .at(
              entry.value(),
              "The value map says `\"*\": default`, but the default is one of the list, not of its"
                  + " elements.",
              "Write behind `\"*\"` what becomes of an element, or null to leave it out.");
    } else if (table.namesDefault() && !hasDefault) {
      reading
          .faults()
          .at(
              entry.value(),
              "The value map says `\"*\": default`, but the field has no default.",
              "Add `default:` to the field.");
    } else if (table.clearsOthers() && hasDefault && !ofElements) {
      table.faultAtOthers(
          "Others become null here, and the field in "
              + place(field, reading)
              + " makes its default of null.",
          "Write `default` in place of null.");
    }
    Optional<String> type = TypeReader.nameIn(field).filter(name -> !ANY_TEXT.contains(name));
    if (type.isPresent() && table.isNewFor(type.get())) {
      refuseUnreachable(table, type.get(), field, reading);
    }
    return table.compiled();
  }

  /** Entries that no value of the field's type is looked up as. */
  private static void refuseUnreachable(
      ValueTable table, String type, Section field, Reading reading) {
    Stage stage = TypeReader.ofConstants(field, reading).orElseThrow();
    String why = "is never found: the field in " + place(field, reading) + " has `type: " + type;
    int told = 0;
    for (ValueTable.Listed entry : table.listed()) {
      Optional<String> text = lookedUpAs(stage, entry.from());
      if (!text.equals(Optional.of(entry.from()))) {
        table.fault(
            entry,
            "`" + entry.from() + "` " + why + "`.",
            text.map(it -> "Write `" + it + "`, as such a value is looked up.")
                .orElse("Write it as that type has it, or remove it."));
        if (++told == MOST_TOLD) {
          table.fault(entry, "The entries below weren't checked.", "Mend those above first.");
          return;
        }
      }
    }
  }

  private static Optional<String> lookedUpAs(Stage type, String text) {
    try {
      return Optional.ofNullable(type.apply(text)).map(Scalars::text);
    } catch (BadValue e) {
      return Optional.empty();
    }
  }

  private static String place(Section field, Reading reading) {
    return reading.faults().file() + ":" + FaultList.lineOf(field.node());
  }
}
