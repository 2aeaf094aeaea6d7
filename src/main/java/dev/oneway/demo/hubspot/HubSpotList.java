package dev.oneway.demo.hubspot;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * All records of an object, the oldest first, with the properties that are asked for.
 *
 * @see <a
 *     href="https://developers.hubspot.com/docs/api-reference/latest/crm/objects/companies/get-companies">List</a>
 */
final class HubSpotList {
  private static final Pattern COMMA = Pattern.compile(",");
  private static final int LARGEST_PAGE = 100;
  private static final int DEFAULT_PAGE = 10;

  private HubSpotList() {}

  static Reply answer(HubSpotObjects objects, Request request) throws HubSpotReplies.Refused {
    Map<String, String> query = request.query();
    int limit = HubSpotJson.number(query, "limit", DEFAULT_PAGE);
    long after = Long.parseLong(query.getOrDefault("after", "0"));
    if (limit < 1 || limit > LARGEST_PAGE) {
      throw HubSpotReplies.refused("The limit must be between 1 and " + LARGEST_PAGE + ".");
    }
    List<String> names =
        COMMA
            .splitAsStream(query.getOrDefault("properties", ""))
            .filter(name -> objects.property(name).isPresent() && !objects.isBuiltIn(name))
            .toList();
    List<HubSpotObject> rest =
        objects.all().stream()
            .filter(object -> object.id() > after)
            .sorted(Comparator.comparingLong(HubSpotObject::id))
            .toList();
    List<HubSpotObject> page = rest.stream().limit(limit).toList();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("results", page.stream().map(one -> one.json(names, objects.modified())).toList());
    if (page.size() < rest.size()) {
      String last = String.valueOf(page.get(page.size() - 1).id());
      json.put("paging", Map.of("next", Map.of("after", last)));
    }
    return Reply.json(200, json);
  }
}
