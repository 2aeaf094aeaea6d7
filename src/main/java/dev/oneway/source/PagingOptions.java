package dev.oneway.source;

import com.fasterxml.jackson.core.JsonPointer;
import dev.oneway.fault.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The options that say how the next page is found, checked together: what the chosen style needs is
 * there, and nothing another style would need. Null where an option isn't given.
 */
record PagingOptions(
    String next,
    String cursorParameter,
    String offsetParameter,
    Integer pageSize,
    String pageParameter,
    Integer firstPage) {
  private static final List<String> STYLES =
      List.of("link", "url", "cursor", "offset", "page", "none");

  /**
   * @throws IllegalArgumentException saying which option is wrong and how to mend it
   */
  Paging paging() {
    int colon = next.indexOf(':');
    String style = colon < 0 ? next : next.substring(0, colon);
    String at = colon < 0 ? "" : next.substring(colon + 1);
    return switch (style) {
      case "none" -> plain(at, new Paging.None());
      case "link" -> plain(at, new Paging.Link());
      case "url" -> {
        allowOnly();
        yield new Paging.Url(pointer(style, at));
      }
      case "cursor" -> {
        allowOnly("cursorParameter");
        yield new Paging.Cursor(
            pointer(style, at), need("cursorParameter", cursorParameter, "after"));
      }
      case "offset" -> {
        noPointer(at);
        allowOnly("offsetParameter", "pageSize");
        yield new Paging.Offset(need("offsetParameter", offsetParameter, "offset"), size());
      }
      case "page" -> {
        noPointer(at);
        allowOnly("pageParameter", "firstPage");
        yield new Paging.Numbered(
            need("pageParameter", pageParameter, "page"), firstPage == null ? 1 : firstPage);
      }
      default ->
          throw new IllegalArgumentException(
              "next=%s is unknown. %sIt is one of link, url:/pointer, cursor:/pointer, offset, page, none."
                  .formatted(next, Nearest.didYouMean(style, STYLES)));
    };
  }

  private Paging plain(String at, Paging paging) {
    noPointer(at);
    allowOnly();
    return paging;
  }

  private OptionalInt size() {
    if (pageSize == null) {
      return OptionalInt.empty();
    }
    if (pageSize < 1) {
      throw new IllegalArgumentException(
          "pageSize cannot be less than 1, and is " + pageSize + ".");
    }
    return OptionalInt.of(pageSize);
  }

  private static JsonPointer pointer(String style, String at) {
    if (at.isEmpty()) {
      throw new IllegalArgumentException(
          "next=%s lacks the place in the document. Write it as next=%s:/meta/next."
              .formatted(style, style));
    }
    return pointer("next", at, "next=" + style + ":/meta/next");
  }

  /**
   * @param example of how the option is written
   */
  static JsonPointer pointer(String option, String text, String example) {
    if (!text.isEmpty() && !text.startsWith("/")) {
      throw new IllegalArgumentException(
          "%s has `%s` where a JSON pointer belongs. It begins with a slash, as in %s."
              .formatted(option, text, example));
    }
    return JsonPointer.compile(text);
  }

  private void noPointer(String at) {
    if (!at.isEmpty()) {
      throw new IllegalArgumentException(
          "next=%s takes no place in the document. Write it without `:%s`.".formatted(next, at));
    }
  }

  private String need(String option, String value, String example) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          "next=%s needs the option %s, the name of the query's parameter, as in %s=%s."
              .formatted(next, option, option, example));
    }
    return value;
  }

  private void allowOnly(String... allowed) {
    Map<String, Object> given = new TreeMap<>();
    given.put("cursorParameter", Objects.toString(cursorParameter, ""));
    given.put("offsetParameter", Objects.toString(offsetParameter, ""));
    given.put("pageSize", Objects.toString(pageSize, ""));
    given.put("pageParameter", Objects.toString(pageParameter, ""));
    given.put("firstPage", Objects.toString(firstPage, ""));
    given.keySet().removeAll(List.of(allowed));
    given.values().removeIf(""::equals);
    if (!given.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has no meaning with next=%s. Remove it."
              .formatted(String.join(", ", given.keySet()), next));
    }
  }
}
