package dev.oneway.destination.http.answer;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.oneway.record.PointerText;
import dev.oneway.record.RecordJson;
import dev.oneway.record.Row;
import dev.oneway.record.Scalars;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sign besides the key that two records are the same: {@code Email=/Email}. Where there are
 * lists, it is one element of ours and any of theirs, for whose place a star stands. Immutable;
 * threads may share it.
 */
public final class Match {
  private static final Pattern WRITTEN = Pattern.compile("([^=/]+)(/[^=]*)?=(/.*)");
  private static final String EACH = "/*";

  private final String field;
  private final JsonPointer within;
  private final Optional<Pointers> plain;
  private final JsonPointer list;
  private final JsonPointer element;

  private Match(String field, JsonPointer within, String there) {
    this.field = field;
    this.within = within;
    int each = there.indexOf(EACH);
    this.plain = each < 0 ? Pointers.parse("match", there) : Optional.empty();
    this.list = PointerText.one("match", each < 0 ? "" : there.substring(0, each));
    this.element = PointerText.one("match", each < 0 ? "" : there.substring(each + EACH.length()));
  }

  /**
   * @param text the option
   * @throws IllegalArgumentException saying how it is written
   */
  static Match parse(String text) {
    Matcher written = WRITTEN.matcher(text.strip());
    if (!written.matches()) {
      throw new IllegalArgumentException(
          "match is `%s`, which is none. Write a field and where it stands in a found record, as in match=Email=/Email."
              .formatted(text));
    }
    String within = written.group(2) == null ? "" : written.group(2).strip();
    return new Match(
        written.group(1).strip(), PointerText.one("match", within), written.group(3).strip());
  }

  /** The mapped field. */
  public String field() {
    return field;
  }

  /** The record's value of it as text; empty when it has none that can tell it from others. */
  public Optional<String> of(Row record) {
    Object value = record.get(field);
    if (!within.matches()) {
      JsonNode node = RecordJson.mapper().valueToTree(value);
      value = node.at(within).isValueNode() ? Pointers.textOf(node.at(within)) : null;
    }
    return Optional.ofNullable(value)
        .filter(some -> some != Row.ABSENT && !(some instanceof Collection || some instanceof Map))
        .map(Scalars::text)
        .filter(text -> !text.isBlank());
  }

  /** What stands there in a found record. */
  List<String> texts(JsonNode row) {
    if (plain.isPresent()) {
      return plain.get().text(row).stream().toList();
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode one : row.at(list)) {
      JsonNode value = one.at(element);
      if (value.isValueNode() && !value.isNull() && !value.asText().isEmpty()) {
        texts.add(Pointers.textOf(value));
      }
    }
    return texts;
  }

  /** Whether a found record has such a place, be it empty. */
  boolean isIn(JsonNode row) {
    return plain.map(pointers -> pointers.isIn(row)).orElseGet(() -> row.at(list).isArray());
  }
}
