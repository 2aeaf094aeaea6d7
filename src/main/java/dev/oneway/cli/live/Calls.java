package dev.oneway.cli.live;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What was called, each kind of call once with how often it was: paths that differ in an id only
 * are of one kind. Threads may share it.
 */
final class Calls {
  /** A whole number, a UUID, or anything else as long with three digits; no version. */
  private static final Pattern ID =
      Pattern.compile("(?<=/)(?:\\d+|(?=(?:[^/\\d]*\\d){3})[^/]{8,})(?=/|$)");

  private static final int MOST_KINDS = 12;

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

  /** How often each kind was called; what is called from now on begins anew. */
  synchronized Map<String, Integer> take() {
    Map<String, Integer> taken = new LinkedHashMap<>(kinds);
    kinds.clear();
    return taken;
  }
}
