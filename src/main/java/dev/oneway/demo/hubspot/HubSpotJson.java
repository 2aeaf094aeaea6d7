package dev.oneway.demo.hubspot;

import dev.oneway.demo.http.Request;
import java.util.List;
import java.util.Map;

/** The members of a request's body, each of the type the API wants. */
final class HubSpotJson {
  private HubSpotJson() {}

  static Map<?, ?> body(Request request) throws HubSpotReplies.Refused {
    if (request.json().orElse(null) instanceof Map<?, ?> body) {
      return body;
    }
    throw HubSpotReplies.refused(
        "Invalid input JSON on line 1, column 1: Cannot deserialize value");
  }

  static List<?> list(Map<?, ?> body, String name) throws HubSpotReplies.Refused {
    Object value = body.get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    throw refused(name);
  }

  static List<Map<?, ?>> objects(Map<?, ?> body, String name) throws HubSpotReplies.Refused {
    List<Map<?, ?>> objects = new java.util.ArrayList<>();
    for (Object element : list(body, name)) {
      if (!(element instanceof Map<?, ?> object)) {
        throw refused(name);
      }
      objects.add(object);
    }
    return objects;
  }

  static List<String> texts(Map<?, ?> body, String name) throws HubSpotReplies.Refused {
    return list(body, name).stream().map(String::valueOf).toList();
  }

  /** An empty text when there is none. */
  static String text(Map<?, ?> body, String name) {
    return body.get(name) == null ? "" : String.valueOf(body.get(name));
  }

  static int number(Map<?, ?> body, String name, int otherwise) throws HubSpotReplies.Refused {
    try {
      return body.get(name) == null ? otherwise : Integer.parseInt(text(body, name));
    } catch (NumberFormatException e) {
      throw refused(name);
    }
  }

  private static HubSpotReplies.Refused refused(String name) {
    return HubSpotReplies.refused("Invalid input JSON: `" + name + "` has the wrong type");
  }
}
