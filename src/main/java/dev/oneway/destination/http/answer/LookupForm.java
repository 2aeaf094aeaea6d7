package dev.oneway.destination.http.answer;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.oneway.record.PointerText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Where the answer to a look-up tells what is there. Immutable; threads may share it. */
public final class LookupForm {
  private final JsonPointer found;
  private final Optional<JsonPointer> count;
  private final Optional<Pointers> foundKey;
  private final Optional<Pointers> foundId;
  private final List<JsonPointer> foundFields;
  private final Optional<Match> match;
  private final List<JsonPointer> edited;
  private final Optional<FoundPages> pages;
  private final FileForm file;
  private final boolean inConflict;

  /**
   * A record that is asked for.
   *
   * @param match its value of the match field; empty when it has none
   */
  public record Asked(String key, Optional<String> match) {}

  /**
   * A record that is there.
   *
   * @param fields an object with its current fields
   * @param edit who changed it last and when, by the name the vendor gives it
   * @param file what is told of its file
   */
  public record Found(
      Optional<String> id, JsonNode fields, Map<String, JsonNode> edit, FileForm.Held file) {}

  private LookupForm(
      JsonPointer found,
      Optional<JsonPointer> count,
      Optional<Pointers> foundKey,
      Optional<Pointers> foundId,
      List<JsonPointer> foundFields,
      Optional<Match> match,
      List<JsonPointer> edited,
      Optional<FoundPages> pages,
      FileForm file,
      boolean inConflict) {
    this.found = found;
    this.count = count;
    this.foundKey = foundKey;
    this.foundId = foundId;
    this.foundFields = foundFields;
    this.match = match;
    this.edited = edited;
    this.pages = pages;
    this.file = file;
    this.inConflict = inConflict;
  }

  /** The options as they are written; null where one isn't. */
  public static LookupForm parse(
      String found,
      String foundCount,
      String foundKey,
      String foundId,
      String foundFields,
      String match,
      String edited,
      Optional<FoundPages> pages) {
    Optional<Match> sign = Optional.ofNullable(match).map(Match::parse);
    if (sign.isPresent() && (foundKey == null || foundId == null)) {
      throw new IllegalArgumentException(
          "match takes over a record that has no key yet, so it needs foundKey and foundId. Add them, as in foundKey=/Ext_Id__c and foundId=/Id.");
    }
    return new LookupForm(
        PointerText.one("found", found),
        Optional.ofNullable(foundCount).map(count -> PointerText.one("foundCount", count)),
        Pointers.parse("foundKey", foundKey),
        Pointers.parse("foundId", foundId),
        foundFields == null
            ? List.of(JsonPointer.empty())
            : PointerText.several("foundFields", foundFields),
        sign,
        PointerText.several("edited", edited),
        pages,
        FileForm.NONE,
        false);
  }

  /**
   * The same of a look-up that also tells of a record's file.
   *
   * @param inConflict whether it asks if there is room for a record, so that what is there stands
   *     in the answer that there is none
   */
  public LookupForm with(FileForm files, boolean inConflict) {
    return new LookupForm(
        found, count, foundKey, foundId, foundFields, match, edited, pages, files, inConflict);
  }

  /** The form of an answer that is one record, or holds its fields in one object. */
  public static LookupForm ofOne(String fields, String edited) {
    return new LookupForm(
        PointerText.one("readFields", fields),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(JsonPointer.empty()),
        Optional.empty(),
        PointerText.several("edited", edited),
        Optional.empty(),
        FileForm.NONE,
        false);
  }

  /** The form of an answer that tells of a record's file, and of fields where it has any. */
  public static LookupForm ofFile(String fields, String edited, FileForm file) {
    return new LookupForm(
        JsonPointer.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(PointerText.one("readFields", fields)),
        Optional.empty(),
        PointerText.several("edited", edited),
        Optional.empty(),
        file.mandatory(),
        false);
  }

  /** Whether the answer that refuses is the one that tells. */
  public boolean isInConflict() {
    return inConflict;
  }

  public Optional<Match> match() {
    return match;
  }

  /** How an answer goes on; empty when it always fits a page. */
  public Optional<FoundPages> pages() {
    return pages;
  }

  /** Whether it says of which record each one found is. */
  public boolean tellsKeys() {
    return foundKey.isPresent();
  }

  public boolean tellsIds() {
    return foundId.isPresent();
  }

  /** Lower case and without blanks around it: how texts are compared to tell a match. */
  public static String normal(String text) {
    return KeyIndex.fold(text);
  }

  /**
   * @param named whether only asked records were asked for, so that each row must be of one
   * @return per asked record those found, of which there should be at most one; empty when the
   *     document isn't what it must be
   */
  public Optional<List<List<Found>>> read(JsonNode document, List<Asked> asked, boolean named) {
    JsonNode there = tellsOfNone(document) ? NullNode.getInstance() : document.at(found);
    if (there.isMissingNode() || !(there.isContainerNode() || there.isNull())) {
      return Optional.empty();
    }
    List<List<Found>> results = new ArrayList<>();
    asked.forEach(one -> results.add(new ArrayList<>()));
    KeyIndex keys = new KeyIndex(asked.stream().map(one -> Set.of(one.key())).toList());
    Map<String, List<JsonNode>> unkeyed = new HashMap<>();
    List<JsonNode> rows = new ArrayList<>();
    (there.isObject() ? List.of(there) : there).forEach(rows::add);
    for (JsonNode row : rows) {
      if (!readsAs(row, named)) {
        return Optional.empty();
      }
      Optional<String> key = foundKey.flatMap(pointers -> pointers.text(row));
      if (foundKey.isEmpty()) {
        results.get(0).add(foundIn(row));
      } else if (key.isPresent()) {
        OptionalInt position = keys.find(key.get());
        position.ifPresent(at -> results.get(at).add(foundIn(row)));
      } else {
        match.stream()
            .flatMap(sign -> sign.texts(row).stream().map(LookupForm::normal).distinct())
            .forEach(text -> unkeyed.computeIfAbsent(text, t -> new ArrayList<>()).add(row));
      }
    }
    takeOver(asked, unkeyed, results);
    return Optional.of(results);
  }

  private boolean tellsOfNone(JsonNode document) {
    return count
        .map(document::at)
        .filter(n -> n.isNumber() && n.decimalValue().signum() == 0)
        .isPresent();
  }

  /** A record without a key there becomes the first asked one with the same value. */
  private void takeOver(
      List<Asked> asked, Map<String, List<JsonNode>> unkeyed, List<List<Found>> results) {
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < asked.size(); i++) {
      Optional<String> value = asked.get(i).match().map(LookupForm::normal);
      if (results.get(i).isEmpty() && value.isPresent() && taken.add(value.get())) {
        for (JsonNode row : unkeyed.getOrDefault(value.get(), List.of())) {
          results.get(i).add(foundIn(row));
        }
      }
    }
  }

  /** A row without key and match, without id or file isn't of the form that is declared. */
  private boolean readsAs(JsonNode row, boolean named) {
    boolean keyed =
        !named
            || foundKey.isEmpty()
            || foundKey.get().isIn(row)
            || match.filter(sign -> sign.isIn(row)).isPresent();
    return keyed && file.isTold(row) && (foundId.isEmpty() || foundId.get().text(row).isPresent());
  }

  private Found foundIn(JsonNode row) {
    return new Found(
        foundId.flatMap(pointers -> pointers.text(row)), fieldsOf(row), editOf(row), file.in(row));
  }

  /** Where they stand in several objects, a field is that of the first that has it. */
  private JsonNode fieldsOf(JsonNode row) {
    if (foundFields.size() == 1) {
      return row.at(foundFields.get(0));
    }
    Map<String, JsonNode> all = new LinkedHashMap<>();
    for (JsonPointer pointer : foundFields) {
      row.at(pointer).properties().forEach(one -> all.putIfAbsent(one.getKey(), one.getValue()));
    }
    return new ObjectNode(JsonNodeFactory.instance, all);
  }

  private Map<String, JsonNode> editOf(JsonNode row) {
    Map<String, JsonNode> edit = new LinkedHashMap<>();
    for (JsonPointer pointer : edited) {
      JsonNode value = row.at(pointer);
      if (!value.isMissingNode() && !value.isNull()) {
        edit.put(pointer.last().getMatchingProperty(), value);
      }
    }
    return edit;
  }
}
