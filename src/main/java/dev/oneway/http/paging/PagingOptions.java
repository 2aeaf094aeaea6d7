package dev.oneway.http.paging;

import com.fasterxml.jackson.core.JsonPointer;
import dev.oneway.fault.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The options that say how the next page is found, checked together: what the chosen style needs is
 * there, and nothing another style would need.
 *
 * @param names what they are called where they are set
 * @param next the style, with its place in the document
 * @param given the other options that are set, by the names {@code pages:} gives them
 * @param body whether the question's body, which may take what tells the page, has room for a
 *     member there; empty when it has no body
 */
public record PagingOptions(
    OptionNames names,
    String next,
    Map<String, String> given,
    Optional<Predicate<JsonPointer>> body) {
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
          "%s is unknown. %sIt is one of link, url:/pointer, cursor:/pointer, more:/pointer, offset, page, none."
              .formatted(said(), Nearest.didYouMean(style, STYLES)));
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
        allowOnly("offsetParameter", "offsetBody", "firstOffset", "pageSize");
        yield new Paging.Offset(
            slot("offsetParameter", "offsetBody", "offset"), number("firstOffset", 0), size());
      }
      case "page" -> {
        allowOnly("pageParameter", "firstPage");
        yield new Paging.Numbered(parameter("pageParameter", "page"), number("firstPage", 1));
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
          "%s lacks the place in the document. Write it as %s:/meta/next."
              .formatted(said(), said()));
    }
    if (!takesOne && !at.isEmpty()) {
      throw new IllegalArgumentException(
          "%s takes no place in the document. Write it without `:%s`.".formatted(said(), at));
    }
  }

  /** Asked with GET only: nobody knows whether a URL that is given wants the body again. */
  private Paging followed(Paging paging) {
    allowOnly();
    if (body.isPresent()) {
      throw new IllegalArgumentException(
          "%s can't be used with method=POST: the URL of the next page may want the body again or not. Use cursor, offset or page."
              .formatted(said()));
    }
    return paging;
  }

  /** What of the last record the next page is asked for with. */
  private RecordPlace record() {
    String at = given.getOrDefault("cursorRecord", "");
    if (at.isBlank()) {
      throw new IllegalArgumentException(
          "%1$s needs the option %2$s, the place in the last record that leads on, as in %2$s=/id."
              .formatted(said(), names.of("cursorRecord")));
    }
    String option = names.of("cursorRecord");
    return new RecordPlace(pointer(option, at, option + "=/id"));
  }

  private OptionalInt size() {
    String pageSize = given.get("pageSize");
    if (pageSize == null) {
      return OptionalInt.empty();
    }
    if (Integer.parseInt(pageSize) < 1) {
      throw new IllegalArgumentException(
          names.of("pageSize") + " cannot be less than 1, and is " + pageSize + ".");
    }
    return OptionalInt.of(Integer.parseInt(pageSize));
  }

  private int number(String option, int otherwise) {
    return given.containsKey(option) ? Integer.parseInt(given.get(option)) : otherwise;
  }

  private JsonPointer pointer(String at) {
    String example = names.of("next") + "=" + next.substring(0, next.indexOf(':'));
    return pointer(names.of("next"), at, example + ":/meta/next");
  }

  /** The option as it is set. */
  String said() {
    return names.of("next") + "=" + next;
  }

  /**
   * @param example of how the option is written
   */
  public static JsonPointer pointer(String option, String text, String example) {
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
          "%s and %s say the same thing twice. Keep one."
              .formatted(names.of(bodyOption), names.of(parameterOption)));
    }
    String option = names.of(bodyOption);
    Predicate<JsonPointer> hasRoom =
        body.orElseThrow(
            () ->
                new IllegalArgumentException(option + " needs a body. Set method=POST and body."));
    JsonPointer at = pointer(option, member, option + "=/" + example);
    if (!hasRoom.test(at)) {
      throw new IllegalArgumentException(
          "%s=%s leads to no place in the body. It names a member of an object that is there, as in %s=/%s."
              .formatted(option, member, option, example));
    }
    return new Slot.InBody(at);
  }

  private Slot parameter(String option, String example) {
    String value = given.getOrDefault(option, "");
    if (value.isBlank()) {
      throw new IllegalArgumentException(
          "%1$s needs the option %2$s, the name of the query's parameter, as in %2$s=%3$s."
              .formatted(said(), names.of(option), example));
    }
    return new Slot.InQuery(value);
  }

  private void allowOnly(String... allowed) {
    TreeSet<String> foreign = new TreeSet<>(given.keySet());
    List.of(allowed).forEach(foreign::remove);
    if (!foreign.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has no meaning with %s. %s"
              .formatted(
                  foreign.stream().map(names::of).collect(Collectors.joining(", ")),
                  said(),
                  next.equals("none")
                      ? "Say with " + names.of("next") + " how pages follow."
                      : "Remove it."));
    }
  }
}
