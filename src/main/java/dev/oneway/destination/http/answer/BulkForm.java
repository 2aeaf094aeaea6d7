package dev.oneway.destination.http.answer;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.oneway.destination.http.answer.Verdict.Refused;
import dev.oneway.destination.http.answer.Verdict.Taken;
import dev.oneway.destination.http.answer.Verdict.Unclear;
import dev.oneway.record.PointerText;
import dev.oneway.run.FailureCategory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Where the answer to a bulk tells of each record: in an array of items, in the order sent or each
 * with its key, and perhaps in an array of errors beside it. What it doesn't tell is unclear, never
 * taken for done. Immutable; threads may share it.
 */
public final class BulkForm {
  private final AnswerForm form;
  private final boolean itemsDeclared;
  private final JsonPointer items;
  private final Optional<Pointers> itemKey;
  private final Optional<Pointers> errors;
  private final Optional<JsonPointer> errorKey;

  /**
   * A record that was sent.
   *
   * @param names its key, and the vendor's id where that is known
   * @param id the id a right answer would repeat; empty when none is known
   * @param mustTellId see {@link AnswerForm#judge}
   */
  public record Sent(Set<String> names, Optional<String> id, boolean mustTellId) {}

  /**
   * @param verdicts one per record, in the order sent
   * @param strays refusals that don't say of which record
   */
  public record Judgement(List<Verdict> verdicts, List<Refused> strays) {}

  private BulkForm(
      AnswerForm form,
      boolean itemsDeclared,
      JsonPointer items,
      Optional<Pointers> itemKey,
      Optional<Pointers> errors,
      Optional<JsonPointer> errorKey) {
    this.form = form;
    this.itemsDeclared = itemsDeclared;
    this.items = items;
    this.itemKey = itemKey;
    this.errors = errors;
    this.errorKey = errorKey;
  }

  /** The options as they are written; null where one isn't. */
  public static BulkForm parse(
      AnswerForm form, String items, String itemKey, String errors, String errorKey) {
    if (errors != null && errorKey == null) {
      throw new IllegalArgumentException(
          "errors needs to know which record an error is about. Add errorKey, as in errorKey=/context/id.");
    }
    if (errors == null && errorKey != null) {
      throw new IllegalArgumentException(
          "errorKey is of no use without errors. Add errors, as in errors=/errors, or remove errorKey.");
    }
    return new BulkForm(
        form,
        items != null,
        PointerText.one("items", items),
        Pointers.parse("itemKey", itemKey),
        Pointers.parse("errors", errors),
        Optional.ofNullable(errorKey).map(key -> PointerText.one("errorKey", key)));
  }

  /** Whether an answer that isn't success tells of each record nevertheless. */
  public boolean tellsOfEach(JsonNode document) {
    boolean listed = itemsDeclared && filled(document.at(items));
    return listed
        || errors.flatMap(pointers -> pointers.find(document)).filter(BulkForm::filled).isPresent();
  }

  private static boolean filled(JsonNode array) {
    return array.isArray() && !array.isEmpty();
  }

  /**
   * @param indexed whether the records carried their index, so that an error names it
   */
  public Judgement judge(Received received, List<Sent> sent, boolean indexed) {
    List<Verdict> verdicts = new ArrayList<>(Collections.nCopies(sent.size(), null));
    List<Refused> strays = new ArrayList<>();
    KeyIndex names = new KeyIndex(sent.stream().map(Sent::names).toList());
    JsonNode refused = errors.flatMap(e -> e.find(received.document())).orElse(null);
    if (refused != null && refused.isArray()) {
      refused.forEach(error -> error(error, names, indexed, verdicts, strays));
    }
    JsonNode rows = received.document().at(items);
    Optional<String> trouble = Optional.empty();
    if (rows.isArray()) {
      trouble =
          itemKey.isPresent()
              ? byKey(rows, names, sent, received, verdicts)
              : inOrder(rows, sent, received, verdicts);
    } else if (refused == null || !filled(refused)) {
      trouble = Optional.of("it holds no array of items");
    }
    String why = trouble.orElse("it doesn't tell of each record");
    verdicts.replaceAll(verdict -> verdict == null ? new Unclear(why) : verdict);
    return new Judgement(verdicts, strays);
  }

  private void error(
      JsonNode error,
      KeyIndex names,
      boolean indexed,
      List<Verdict> verdicts,
      List<Refused> strays) {
    Refused refusal = form.refusal(error, FailureCategory.INVALID);
    JsonNode named = error.at(errorKey.orElseThrow());
    List<JsonNode> all = new ArrayList<>();
    (named.isArray() ? named : List.of(named)).forEach(all::add);
    boolean found = false;
    for (JsonNode one : all) {
      OptionalInt position = indexed ? index(one, verdicts.size()) : position(one, names);
      if (position.isPresent()) {
        verdicts.set(position.getAsInt(), refusal);
        found = true;
      }
    }
    if (!found) {
      strays.add(refusal);
    }
  }

  private static OptionalInt position(JsonNode name, KeyIndex names) {
    return name.isValueNode() && !name.isNull()
        ? names.find(Pointers.textOf(name))
        : OptionalInt.empty();
  }

  private static OptionalInt index(JsonNode node, int size) {
    try {
      int index = Integer.parseInt(Pointers.textOf(node));
      return index >= 0 && index < size ? OptionalInt.of(index) : OptionalInt.empty();
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  private Optional<String> byKey(
      JsonNode rows, KeyIndex names, List<Sent> sent, Received received, List<Verdict> verdicts) {
    Optional<String> trouble = Optional.empty();
    for (JsonNode row : rows) {
      OptionalInt found =
          itemKey.orElseThrow().text(row).map(names::find).orElse(OptionalInt.empty());
      if (found.isEmpty()) {
        trouble = Optional.of("it has a row of a record that wasn't sent");
        continue;
      }
      int position = found.getAsInt();
      Verdict verdict = form.judge(row, received, sent.get(position).mustTellId());
      verdicts.set(
          position,
          verdicts.get(position) == null
              ? verdict
              : new Unclear("it tells of the same record twice"));
    }
    return trouble;
  }

  private Optional<String> inOrder(
      JsonNode rows, List<Sent> sent, Received received, List<Verdict> verdicts) {
    if (rows.size() != sent.size()) {
      return Optional.of("it has %d rows for %d records".formatted(rows.size(), sent.size()));
    }
    List<Verdict> judged = new ArrayList<>();
    for (int i = 0; i < sent.size(); i++) {
      Verdict verdict = form.judge(rows.get(i), received, sent.get(i).mustTellId());
      Optional<String> known = sent.get(i).id();
      if (verdict instanceof Taken taken
          && known.isPresent()
          && taken.id().isPresent()
          && !taken.id().equals(known)) {
        return Optional.of("its rows are of other records than those sent");
      }
      judged.add(verdict);
    }
    for (int i = 0; i < judged.size(); i++) {
      verdicts.set(i, judged.get(i));
    }
    return Optional.empty();
  }
}
