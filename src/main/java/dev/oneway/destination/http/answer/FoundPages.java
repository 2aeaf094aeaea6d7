package dev.oneway.destination.http.answer;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.oneway.record.PointerText;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
  private static final Pattern CURSOR = Pattern.compile("([^=\\s]+)=(/.*)");

  /** The options as they are written; null where one isn't. */
  static Optional<FoundPages> parse(String found, String foundMore, String foundCursor) {
    if (foundMore == null && foundCursor == null) {
      return Optional.empty();
    }
    Matcher written = CURSOR.matcher(foundCursor == null ? "" : foundCursor.strip());
    if (foundMore == null || !written.matches()) {
      throw new IllegalArgumentException(
          "foundMore and foundCursor belong together: whether there is another page, and what asks for it. Write both, as in foundMore=/has_more and foundCursor=starting_after=/id.");
    }
    return Optional.of(
        new FoundPages(
            PointerText.one("found", found),
            PointerText.one("foundMore", foundMore),
            written.group(1),
            PointerText.one("foundCursor", written.group(2))));
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
