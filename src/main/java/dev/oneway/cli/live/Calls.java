package dev.oneway.cli.live;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What was called, each kind of call once with how often it was: paths that differ in an id only
 * are of one kind. Threads may share it.
 */
final class Calls {
  /** A whole number, a UUID, or anything else as long with three digits; no version. */
  private static final Pattern ID =
      Pattern.compile("(?<=/)(?:\\d+|(?=(?:[^/\\d]*\\d){3})[^/]{8,})(?=/|$)");

  private static final int MOST_KINDS = 200;
  private static final int FEWEST_ALIKE = 3;
  private static final int LONGEST = 10;

  private final Map<String, Integer> kinds = new LinkedHashMap<>();

  /** A request, by its method and its URL's path. */
  void http(String method, String path) {
    add(method + " " + ID.matcher(path).replaceAll("…"));
  }

  /** Anything else that was called. */
  synchronized void add(String call) {
    if (kinds.containsKey(call) || kinds.size() < MOST_KINDS) {
      kinds.merge(call, 1, Integer::sum);
    }
  }

  /** How often each kind was called, the first ones; what is called from now on begins anew. */
  synchronized Map<String, Integer> take() {
    Map<String, Long> alike =
        kinds.keySet().stream()
            .filter(Calls::isHttp)
            .collect(Collectors.groupingBy(Calls::folder, Collectors.counting()));
    Map<String, Integer> taken = new LinkedHashMap<>();
    kinds.forEach(
        (kind, times) -> {
          boolean many = alike.getOrDefault(folder(kind), 0L) >= FEWEST_ALIKE;
          String name = isHttp(kind) && many ? folder(kind) + "…" : kind;
          if (taken.containsKey(name) || taken.size() < LONGEST) {
            taken.merge(name, times, Integer::sum);
          }
        });
    kinds.clear();
    return taken;
  }

  private static boolean isHttp(String kind) {
    return kind.contains(" /");
  }

  /** Up to the last slash: what differs in the last name only is keys, where there are many. */
  private static String folder(String kind) {
    return kind.substring(0, kind.lastIndexOf('/') + 1);
  }
}
