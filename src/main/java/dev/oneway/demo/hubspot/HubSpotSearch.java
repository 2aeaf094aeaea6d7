package dev.oneway.demo.hubspot;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.hubspot.HubSpotReplies.Refused;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A search: groups of filters of which one must hold as a whole, the order, the page.
 *
 * @see <a href="https://developers.hubspot.com/docs/api-reference/search/guide">Search</a>
 */
final class HubSpotSearch {
  private static final int MOST_RESULTS = 10_000;
  private static final int LARGEST_PAGE = 200;
  private static final int DEFAULT_PAGE = 10;
  private static final Map<String, List<String>> SHOWN_UNASKED =
      Map.of(
          "CONTACT", List.of("email", "firstname", "lastname"),
          "COMPANY", List.of("domain", "name"));

  private final HubSpotObjects objects;
  private final Map<?, ?> body;

  private HubSpotSearch(HubSpotObjects objects, Map<?, ?> body) {
    this.objects = objects;
    this.body = body;
  }

  static Reply answer(HubSpotObjects objects, Request request) throws Refused {
    return new HubSpotSearch(objects, HubSpotJson.body(request)).answer();
  }

  private Reply answer() throws Refused {
    int limit = HubSpotJson.number(body, "limit", DEFAULT_PAGE);
    int after = HubSpotJson.number(body, "after", 0);
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw HubSpotReplies.refused("The limit must be between 1 and " + LARGEST_PAGE + ".");
    }
    if (after + limit > MOST_RESULTS) {
      throw HubSpotReplies.refused(
          "The maximum number of results for a search is 10000: after + limit is "
              + (after + limit));
    }
    List<HubSpotObject> found = found();
    List<HubSpotObject> page =
        found.subList(Math.min(after, found.size()), Math.min(after + limit, found.size()));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("total", found.size());
    List<String> names = shown();
    json.put("results", page.stream().map(o -> o.json(names, objects.modified())).toList());
    if (after + limit < found.size()) {
      json.put("paging", Map.of("next", Map.of("after", String.valueOf(after + limit))));
    }
    return Reply.json(200, json);
  }

  private List<String> shown() throws Refused {
    List<String> asked = HubSpotJson.texts(body, "properties");
    // HubSpot leaves out what it doesn't know and says nothing.
    return asked.isEmpty()
        ? SHOWN_UNASKED.get(objects.type())
        : asked.stream()
            .filter(name -> objects.property(name).isPresent() && !objects.isBuiltIn(name))
            .toList();
  }

  private List<HubSpotObject> found() throws Refused {
    Predicate<HubSpotObject> wanted = wanted();
    List<HubSpotObject> found = new ArrayList<>(objects.all().stream().filter(wanted).toList());
    Optional<Comparator<HubSpotObject>> order = order();
    if (order.isPresent()) {
      found.sort(order.get());
    } else {
      found.sort(Comparator.comparingLong(HubSpotObject::id));
    }
    return found;
  }

  private Predicate<HubSpotObject> wanted() throws Refused {
    List<Map<?, ?>> groups = HubSpotJson.objects(body, "filterGroups");
    if (groups.size() > 5) {
      throw HubSpotReplies.refused("No more than 5 filterGroups are allowed.");
    }
    Predicate<HubSpotObject> wanted = object -> groups.isEmpty();
    for (Map<?, ?> group : groups) {
      Predicate<HubSpotObject> all = object -> true;
      for (Map<?, ?> filter : HubSpotJson.objects(group, "filters")) {
        all = all.and(HubSpotFilter.parse(filter, objects));
      }
      wanted = wanted.or(all);
    }
    return wanted;
  }

  /** Records with equal values come in no order one could rely on: here the newest first. */
  private Optional<Comparator<HubSpotObject>> order() throws Refused {
    List<Map<?, ?>> sorts = HubSpotJson.objects(body, "sorts");
    if (sorts.isEmpty()) {
      return Optional.empty();
    }
    String name = HubSpotJson.text(sorts.get(0), "propertyName");
    Property property =
        objects
            .property(name)
            .orElseThrow(() -> HubSpotReplies.refused("can't sort by unknown property " + name));
    boolean descending = HubSpotJson.text(sorts.get(0), "direction").equals("DESCENDING");
    Comparator<HubSpotObject> ascending =
        (left, right) ->
            compare(HubSpotFilter.valueOf(left, property), HubSpotFilter.valueOf(right, property));
    return Optional.of(
        (descending ? ascending.reversed() : ascending)
            .thenComparing(Comparator.comparingLong(HubSpotObject::id).reversed()));
  }

  private static int compare(Optional<Comparable<?>> left, Optional<Comparable<?>> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return Boolean.compare(left.isPresent(), right.isPresent());
    }
    return HubSpotFilter.compare(left.get(), right.get());
  }
}
