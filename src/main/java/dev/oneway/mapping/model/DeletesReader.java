package dev.oneway.mapping.model;

import dev.oneway.mapping.jsonata.Expression;
import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Vocabulary;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.yaml.FaultList;
import dev.oneway.mapping.yaml.Section;
import dev.oneway.record.Operation;
import dev.oneway.record.Removal;
import dev.oneway.record.RemovalLimit;
import dev.oneway.record.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code deletes}: which records are gone, and what becomes of them. */
final class DeletesReader {
  private static final String WHEN = "when";
  private static final String MISSING = "missing";
  private static final String ACTION = "action";
  private static final String TO = "to";
  private static final String LIMIT = "limit";
  private static final String ADOPT = "adopt";

  private static final String IGNORE = "ignore";
  private static final String GONE = "gone";
  private static final String DEACTIVATE = "deactivate";
  private static final String ARCHIVE = "archive";
  private static final Map<String, Operation> ACTIONS =
      Map.of(
          DEACTIVATE, Operation.DEACTIVATE, ARCHIVE, Operation.ARCHIVE, "delete", Operation.DELETE);

  static final Vocabulary WORDS =
      Vocabulary.of(
          "deletes",
          "Which records are gone, and what becomes of them in the destination.",
          Word.of(
              WHEN,
              Kind.EXPRESSION,
              "a record of which it is true is gone, also when `where` leaves it out"),
          Word.of(
                  MISSING,
                  Kind.oneOf(IGNORE, GONE),
                  "`gone`: what a complete read of the source lacks is gone, too; for a route that"
                      + " reads everything each time")
              .byDefault("`ignore`"),
          Word.of(
                  ACTION,
                  Kind.oneOf(IGNORE, DEACTIVATE, ARCHIVE, "delete"),
                  "what is done: nothing; the destination's record is marked and kept; it is put"
                      + " where gone ones are kept; it is deleted")
              .byDefault("`ignore`"),
          Word.of(
              SetReader.SET,
              new Kind.Named(Kind.CONSTANT, 1),
              "with `deactivate`, which needs it: the fields that mark the record, and their"
                  + " values; each of them must be among the `fields`, too, with what it is of a"
                  + " record that isn't gone"),
          Word.of(
              TO,
              Kind.text("a table"),
              "with `archive`: the table a gone row is moved to; an API's request knows where"),
          Word.of(
                  LIMIT,
                  Kind.oneOrSome(Kind.text("a share or a number")),
                  "how many may be gone in one run: a share of the living records (`5%`, rounded"
                      + " up), a number, or both, of which the smaller counts; when there are more,"
                      + " none is removed before somebody approves")
              .byDefault("`5%`"),
          Word.of(
                  ADOPT,
                  Kind.FLAG,
                  "`true`: a record the source calls gone is removed also when this flow didn't"
                      + " deliver it")
              .byDefault("`false`"));

  private final Reading reading;
  private final SetReader sets;
  private final boolean children;

  /**
   * @param key the names of the key fields
   * @param declared the other fields as they are written
   * @param fields those of them that have no fault
   * @param children whether records have rows below them
   */
  DeletesReader(
      Reading reading,
      List<String> key,
      List<Section.Entry> declared,
      List<FieldModel> fields,
      boolean children) {
    this.reading = reading;
    this.sets = new SetReader(reading, key, declared, fields);
    this.children = children;
  }

  Optional<Deletes> read(Section.Entry entry) {
    return Section.of(entry.value(), "`" + entry.name() + "`", reading.faults())
        .map(section -> read(entry, section));
  }

  private Deletes read(Section.Entry entry, Section section) {
    section.refuseOthers(WORDS.names());
    Optional<Expression> when = reading.expression(section, WHEN);
    Optional<String> missing = section.word(MISSING, List.of(IGNORE, GONE));
    boolean said = missing.filter(GONE::equals).isPresent();
    boolean silent = section.find(MISSING).isEmpty() || missing.filter(IGNORE::equals).isPresent();
    if (section.find(WHEN).isEmpty() && silent && section.knowsOnly(WORDS.names())) {
      reading
          .faults()
          .at(
              entry.key(),
              "`deletes` doesn't say which records are gone.",
              "Add `when:` with an expression that is true of a record that is gone, or `missing:"
                  + " gone`.");
    }
    Optional<Operation> operation = section.word(ACTION, choices(ACTION)).map(ACTIONS::get);
    Map<String, Object> set = sets.read(section);
    fit(entry, section, operation);
    Removal plain =
        Removal.of(
            new Shape.Place(FaultList.lineOf(entry.key()), FaultList.columnOf(entry.key())),
            operation.orElse(Operation.DEACTIVATE));
    return new Deletes(when, set, operation.map(action -> removal(plain, said, section)));
  }

  private Removal removal(Removal plain, boolean missing, Section section) {
    LimitReader limits = new LimitReader(reading.faults());
    return new Removal(
        plain.place(),
        plain.operation(),
        section.text(TO),
        missing,
        section.flag(ADOPT).orElse(false),
        section.find(LIMIT).map(limits::read).orElse(RemovalLimit.DEFAULT));
  }

  private static List<String> choices(String word) {
    return WORDS.words().stream()
        .filter(it -> it.name().equals(word))
        .findFirst()
        .orElseThrow()
        .choices();
  }

  /** What stands there and would do nothing with this action, and what it needs and isn't there. */
  private void fit(Section.Entry entry, Section section, Optional<Operation> operation) {
    String action = section.find(ACTION).flatMap(it -> section.text(ACTION)).orElse(IGNORE);
    if (!ACTIONS.containsKey(action) && !action.equals(IGNORE)) {
      return;
    }
    requireAction(section, SetReader.SET, DEACTIVATE, action);
    requireAction(section, TO, ARCHIVE, action);
    if (operation.isEmpty()) {
      refuseIdle(section, LIMIT);
      refuseIdle(section, ADOPT);
    } else if (action.equals(DEACTIVATE) && section.find(SetReader.SET).isEmpty()) {
      reading.faults().at(entry.key(), "`deletes` has no `set`.", SetReader.HOW);
    } else if (action.equals(ARCHIVE) && children) {
      reading
          .faults()
          .at(
              section.find(ACTION).orElseThrow().value(),
              "An archive has no place for `children`.",
              "Use `deactivate` or `delete`, or map the children in a flow of their own.");
    }
  }

  private void requireAction(Section section, String word, String wanted, String action) {
    section
        .find(word)
        .filter(it -> !action.equals(wanted))
        .ifPresent(
            it ->
                reading
                    .faults()
                    .at(
                        it.key(),
                        "`" + word + "` does nothing with `action: " + action + "`.",
                        "Write `action: " + wanted + "`, or remove it."));
  }

  private void refuseIdle(Section section, String word) {
    section
        .find(word)
        .ifPresent(
            it ->
                reading
                    .faults()
                    .at(
                        it.key(),
                        "`" + word + "` does nothing with `action: ignore`.",
                        "Write an `action` that removes something, or remove it."));
  }
}
