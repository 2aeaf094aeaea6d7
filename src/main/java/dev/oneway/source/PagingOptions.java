package dev.oneway.source;

import com.fasterxml.jackson.core.JsonPointer;
import dev.oneway.fault.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * The options that say how the next page is found, checked together: what the chosen style needs is
 * there, and nothing another style would need.
 *
 * @param next the style, with its place in the document
 * @param given the other options that are set, by name
 * @param body of the question, which may take what tells the page
 */
record PagingOptions(String next, Map<String, String> given, Optional<BodyTemplate> body) {
  private static final List<String> STYLES =
      List.of("link", "url", "cursor", "more", "offset", "page", "none");

  /**
   * @throws IllegalArgumentException saying which option is wrong and how to mend it
   */
  Paging paging() {
    int colon = next.indexOf(':');
    String style = colon < 0 ? next : next.substring(0, colon);
    String at = colon < 0 ? "" : next.substring(colon + 1);
    if (!STYLES.contains(style)) {
      throw new IllegalArgumentException(
          "next=%s is unknown. %sIt is one of link, url:/pointer, cursor:/pointer, more:/pointer, offset, page, none."
              .formatted(next, Nearest.didYouMean(style, STYLES)));
    }
    requirePlace(style, at);
    return switch (style) {
      case "link" -> followed(new Paging.Link());
      case "url" -> followed(new Paging.Url(pointer(at)));
      case "cursor" -> {
        allowOnly("cursorParameter", "cursorBody");
        yield new Paging.Cursor(pointer(at), slot("cursorParameter", "cursorBody", "after"));
      }
      case "more" -> {
        allowOnly("cursorParameter", "cursorBody", "cursorRecord");
        yield new Paging.More(
            pointer(at), record(), slot("cursorParameter", "cursorBody", "after"));
      }
      case "offset" -> {
        allowOnly("offsetParameter", "offsetBody", "pageSize");
        yield new Paging.Offset(slot("offsetParameter", "offsetBody", "offset"), size());
      }
      case "page" -> {
        allowOnly("pageParameter", "firstPage");
        yield new Paging.Numbered(parameter("pageParameter", "page"), firstPage());
      }
      default -> {
        allowOnly();
        yield new Paging.None();
      }
    };
  }

  private void requirePlace(String style, String at) {
    boolean takesOne = Set.of("url", "cursor", "more").contains(style);
    if (takesOne && at.isEmpty()) {
      throw new IllegalArgumentException(
          "next=%s lacks the place in the document. Write it as next=%s:/meta/next."
              .formatted(style, style));
    }
    if (!takesOne && !at.isEmpty()) {
      throw new IllegalArgumentException(
          "next=%s takes no place in the document. Write it without `:%s`.".formatted(next, at));
    }
  }

  /** Asked with GET only: nobody knows whether a URL that is given wants the body again. */
  private Paging followed(Paging paging) {
    allowOnly();
    if (body.isPresent()) {
      throw new IllegalArgumentException(
          "next=%s can't be used with method=POST: the URL of the next page may want the body again or not. Use cursor, offset or page."
              .formatted(next));
    }
    return paging;
  }

  /** What of the last record the next page is asked for with. */
  private RecordPlace record() {
    String at = given.getOrDefault("cursorRecord", "");
    if (at.isBlank()) {
      throw new IllegalArgumentException(
          "next=%s needs the option cursorRecord, the place in the last record that leads on, as in cursorRecord=/id."
              .formatted(next));
    }
    return new RecordPlace(pointer("cursorRecord", at, "cursorRecord=/id"));
  }

  private OptionalInt size() {
    String pageSize = given.get("pageSize");
    if (pageSize == null) {
      return OptionalInt.empty();
    }
    if (Integer.parseInt(pageSize) < 1) {
      throw new IllegalArgumentException(
          "pageSize cannot be less than 1, and is " + pageSize + ".");
    }
    return OptionalInt.of(Integer.parseInt(pageSize));
  }

  private int firstPage() {
    return Integer.parseInt(given.getOrDefault("firstPage", "1"));
  }

  private JsonPointer pointer(String at) {
    return pointer("next", at, "next=" + next.substring(0, next.indexOf(':')) + ":/meta/next");
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

  /** Where the page is told: in the query or in the body. */
  private Slot slot(String parameterOption, String bodyOption, String example) {
    String member = given.get(bodyOption);
    if (member == null) {
      return parameter(parameterOption, example);
    }
    if (given.containsKey(parameterOption)) {
      throw new IllegalArgumentException(
          "%s and %s say the same thing twice. Keep one.".formatted(bodyOption, parameterOption));
    }
    BodyTemplate document =
        body.orElseThrow(
            () ->
                new IllegalArgumentException(
                    bodyOption + " needs a body. Set method=POST and body."));
    JsonPointer at = pointer(bodyOption, member, bodyOption + "=/" + example);
    if (!document.hasRoomFor(at)) {
      throw new IllegalArgumentException(
          "%s=%s leads to no place in the body. It names a member of an object that is there, as in %s=/%s."
              .formatted(bodyOption, member, bodyOption, example));
    }
    return new Slot.InBody(at);
  }

  private Slot parameter(String option, String example) {
    String value = given.getOrDefault(option, "");
    if (value.isBlank()) {
      throw new IllegalArgumentException(
          "next=%s needs the option %s, the name of the query's parameter, as in %s=%s."
              .formatted(next, option, option, example));
    }
    return new Slot.InQuery(value);
  }

  private void allowOnly(String... allowed) {
    TreeSet<String> foreign = new TreeSet<>(given.keySet());
    List.of(allowed).forEach(foreign::remove);
    if (!foreign.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has no meaning with next=%s. %s"
              .formatted(
                  String.join(", ", foreign),
                  next,
                  next.equals("none") ? "Say with next how pages follow." : "Remove it."));
    }
  }
}
