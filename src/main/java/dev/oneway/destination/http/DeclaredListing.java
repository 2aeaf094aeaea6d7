package dev.oneway.destination.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.oneway.destination.http.template.RequestLine;
import dev.oneway.http.paging.OptionNames;
import dev.oneway.http.paging.PagingOptions;
import dev.oneway.http.paging.PlanOptions;
import dev.oneway.http.paging.Question;
import dev.oneway.http.paging.ReadPlan;
import dev.oneway.http.paging.RecordPlace;
import dev.oneway.record.PointerText;
import dev.oneway.record.RecordJson;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The request that lists what a vendor holds. Immutable; threads may share it.
 *
 * @param question for the first page
 * @param plan of its pages
 * @param keys where a record has its key; the first that is there counts
 */
record DeclaredListing(Question question, ReadPlan plan, List<RecordPlace> keys) {
  private static final OptionNames NAMES = new OptionNames("list");
  private static final String CONTENT_TYPE = "Content-Type";

  /**
   * @param base absolute, without a query
   * @param headers of every request
   * @param foundKey where a look-up's answer has the key; null where nothing says so
   * @return empty when none is declared
   * @throws IllegalArgumentException saying what is wrong and how to fix it
   */
  static Optional<DeclaredListing> compile(
      URI base, ListOptions options, Map<String, String> headers, String foundKey) {
    if (options.list == null) {
      requireNothing(options);
      return Optional.empty();
    }
    RequestLine line = RequestLine.parse("list", options.list, base, Set.of());
    Optional<ObjectNode> body = body(line, options.listBody);
    List<RecordPlace> keys =
        PointerText.several("listKey", options.listKey == null ? foundKey : options.listKey)
            .stream()
            .map(RecordPlace::new)
            .toList();
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(
          "list needs listKey, the place in a listed record that has its key, as in listKey=/external_id.");
    }
    return Optional.of(
        new DeclaredListing(
            new Question(withoutContentType(headers), line.url(), List.of(), body),
            plan(options, body),
            keys));
  }

  private static void requireNothing(ListOptions options) {
    boolean said =
        options.listBody != null
            || options.listKey != null
            || !options.listRecords.isEmpty()
            || !options.listNext.equals("none")
            || options.listEnd != null
            || options.listCount != null
            || options.listTotal != null
            || !options.paging().isEmpty();
    if (said) {
      throw new IllegalArgumentException(
          "options that begin with list are of no use without list. Declare it, as in list=\"GET /contacts?limit=100\", or remove them.");
    }
  }

  private static Optional<ObjectNode> body(RequestLine line, String json) {
    boolean post = line.method().equals("POST");
    if (!post && !line.method().equals("GET")) {
      throw new IllegalArgumentException(
          "list begins with %s, and only asks. Write GET, or POST with listBody."
              .formatted(line.method()));
    }
    if (post != (json != null)) {
      throw new IllegalArgumentException(
          "list with POST and listBody belong together. Write both, or neither.");
    }
    return Optional.ofNullable(json).map(DeclaredListing::object);
  }

  private static ObjectNode object(String json) {
    try {
      if (RecordJson.mapper().readTree(json) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      // Told below, without quoting it.
    }
    throw new IllegalArgumentException(
        "listBody is no JSON object. Write one, as in listBody: 'RAW({ \"limit\": 100 })'.");
  }

  private static ReadPlan plan(ListOptions options, Optional<ObjectNode> body) {
    Optional<Predicate<JsonPointer>> room =
        body.map(document -> at -> !at.matches() && document.at(at.head()).isObject());
    return new PlanOptions(
            options.listRecords, options.listEnd, options.listCount, options.listTotal)
        .plan(new PagingOptions(NAMES, options.listNext, options.paging(), room), Optional.empty());
  }

  private static Map<String, String> withoutContentType(Map<String, String> headers) {
    Map<String, String> others = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    others.putAll(headers);
    others.remove(CONTENT_TYPE);
    return others;
  }

  /** The record's key; empty of what isn't anybody's. */
  Optional<String> keyOf(Map<String, Object> record) {
    return keys.stream().flatMap(place -> place.text(record).stream()).findFirst();
  }
}
