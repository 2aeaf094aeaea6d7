package dev.oneway.destination.http.answer;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.oneway.record.PointerText;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How the answer to a look-up goes on when it doesn't fit a page. Immutable; threads may share it.
 *
 * @param found where a page has what was found, a list
 * @param more where it says whether there is another one
 * @param parameter of the query that asks for the next page
 * @param cursor where the last record of a page has that parameter's value
 */
public record FoundPages(
    JsonPointer found, JsonPointer more, String parameter, JsonPointer cursor) {
  private static final String MORE = "more:";

  /**
   * The options as they are written, called as those of {@code pages:}; null where one isn't.
   *
   * @throws IllegalArgumentException when one of them is missing, or leads to pages in another way
   */
  public static Optional<FoundPages> parse(
      String found, String next, String cursorParameter, String cursorRecord) {
    if (next == null && cursorParameter == null && cursorRecord == null) {
      return Optional.empty();
    }
    if (next == null || cursorParameter == null || cursorRecord == null) {
      throw new IllegalArgumentException(
          "foundNext, foundCursorParameter and foundCursorRecord belong together: whether there is another page, and what asks for it. Write all of them, as in foundNext=more:/has_more, foundCursorParameter=starting_after and foundCursorRecord=/id.");
    }
    if (!next.strip().startsWith(MORE)) {
      throw new IllegalArgumentException(
          "foundNext is `%s`, and a look-up goes on by a boolean only. Write where it is, as in foundNext=more:/has_more."
              .formatted(next));
    }
    return Optional.of(
        new FoundPages(
            PointerText.one("found", found),
            PointerText.one("foundNext", next.strip().substring(MORE.length())),
            cursorParameter.strip(),
            PointerText.one("foundCursorRecord", cursorRecord)));
  }

  /** Whether there is another page. */
  public boolean hasNext(JsonNode page) {
    return page.at(more).asBoolean();
  }

  /**
   * What the next page is asked by.
   *
   * @return empty when this one doesn't tell
   */
  public Optional<String> cursor(JsonNode page) {
    JsonNode rows = page.at(found);
    JsonNode value = rows.isEmpty() ? rows : rows.path(rows.size() - 1).at(cursor);
    return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
  }

  /** The first page's address with the cursor in it. */
  public URI next(URI first, String cursor) {
    String sign = first.getRawQuery() == null ? "?" : "&";
    String value = URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    return URI.create(
        first + sign + URLEncoder.encode(parameter, StandardCharsets.UTF_8) + "=" + value);
  }

  /** Adds what another page has to the first one; false when one of them has no list. */
  public boolean append(JsonNode first, JsonNode page) {
    if (first.at(found) instanceof ArrayNode all && page.at(found) instanceof ArrayNode more) {
      all.addAll(more);
      return true;
    }
    return false;
  }
}
