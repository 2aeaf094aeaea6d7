package dev.oneway.draft;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How a JSON document holds records, and how it leads to the next one; guessed. Immutable.
 *
 * @param records JSON pointer to the array of records; empty for the document itself
 * @param next as the option of {@code pages:} says it: {@code link}, {@code url:/next}, {@code
 *     cursor:/meta/next} or {@code none}
 * @param cursorParameter with a cursor: the query parameter that takes it
 */
public record Pages(String records, String next, Optional<String> cursorParameter) {
  private static final int DEEPEST = 3;
  private static final Set<String> NEXT =
      Set.of("next", "nexturl", "nextlink", "nextpage", "nextcursor", "nextpagetoken", "nexttoken");

  private record Found(String pointer, JsonNode node, int depth) {}

  /**
   * @param linked whether the answer's Link header has a next page
   */
  static Pages of(JsonNode document, boolean linked) {
    String records = recordsIn(document);
    if (linked) {
      return new Pages(records, "link", Optional.empty());
    }
    return walk(document).stream()
        .filter(it -> it.depth() > 0 && !it.pointer().startsWith(records + "/"))
        .filter(it -> it.node().isTextual() || it.node().isNull())
        .filter(it -> NEXT.contains(plain(it.pointer())))
        .findFirst()
        .map(it -> leading(records, it))
        .orElse(new Pages(records, "none", Optional.empty()));
  }

  /** Of an event, which may be wrapped in an object that has nothing else in it. */
  static Pages ofEvent(JsonNode event) {
    boolean wrapped =
        event.size() == 1 && event.properties().stream().allMatch(it -> isObject(it.getValue()));
    String records = wrapped ? "/" + escaped(event.fieldNames().next()) : "";
    return new Pages(records, "none", Optional.empty());
  }

  private static boolean isObject(JsonNode value) {
    return value.isObject() || value.path(0).isObject();
  }

  private static Pages leading(String records, Found found) {
    boolean cursor =
        found.node().isTextual()
            ? !found.node().asText().matches("(https?:/)?/.*")
            : plain(found.pointer()).matches(".*(cursor|token)");
    return cursor
        ? new Pages(records, "cursor:" + found.pointer(), Optional.of(parameter(found.pointer())))
        : new Pages(records, "url:" + found.pointer(), Optional.empty());
  }

  /** {@code pageToken} of {@code /nextPageToken}. */
  private static String parameter(String pointer) {
    String name = pointer.substring(pointer.lastIndexOf('/') + 1).replaceFirst("^(?i)next_?", "");
    return name.isEmpty()
        ? "cursor"
        : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private static String plain(String pointer) {
    return pointer
        .substring(pointer.lastIndexOf('/') + 1)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z]", "");
  }

  /** The largest of the arrays of objects that stand nearest to the top. */
  private static String recordsIn(JsonNode document) {
    return walk(document).stream()
        .filter(it -> it.node().isArray() && it.node().path(0).isObject())
        .min(
            Comparator.comparingInt(Found::depth)
                .thenComparing(it -> it.node().size(), Comparator.reverseOrder()))
        .map(Found::pointer)
        .orElse("");
  }

  /** The records of a document of this form; the document itself, when it is one. */
  List<JsonNode> recordsOf(JsonNode document) {
    JsonNode at = document.at(records);
    List<JsonNode> found = new ArrayList<>();
    (at.isArray() ? at : List.of(at)).forEach(found::add);
    found.removeIf(it -> !it.isObject());
    return found;
  }

  /** Names and values of the options that say this, in turn. */
  List<String> options() {
    List<String> options = new ArrayList<>();
    if (!records.isEmpty()) {
      options.addAll(List.of("records", records));
    }
    if (!next.equals("none")) {
      options.addAll(List.of("next", next));
    }
    cursorParameter.ifPresent(name -> options.addAll(List.of("cursorParameter", name)));
    return options;
  }

  private static List<Found> walk(JsonNode document) {
    List<Found> found = new ArrayList<>();
    walk(new Found("", document, 0), found);
    return found;
  }

  private static void walk(Found at, List<Found> found) {
    found.add(at);
    if (at.node().isObject() && at.depth() < DEEPEST) {
      at.node()
          .properties()
          .forEach(
              member ->
                  walk(
                      new Found(
                          at.pointer() + "/" + escaped(member.getKey()),
                          member.getValue(),
                          at.depth() + 1),
                      found));
    }
  }

  static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
