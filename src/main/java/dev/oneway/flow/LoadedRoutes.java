package dev.oneway.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The routes that were loaded, and whose they are. Threads may share it. */
final class LoadedRoutes {
  private record Origin(String flow, String file, boolean isDoor) {}

  private final Map<String, Origin> byId = new ConcurrentHashMap<>();
  private final Map<String, String> fileOfInbox = new ConcurrentHashMap<>();

  /**
   * @param isDoor whether it only lets events in, so that its exchanges are no runs
   */
  void add(String id, String flow, String file, boolean isDoor) {
    byId.put(id, new Origin(flow, file, isDoor));
  }

  Optional<String> flowOf(String id) {
    return Optional.ofNullable(byId.get(id)).map(Origin::flow);
  }

  Optional<String> fileOf(String id) {
    return Optional.ofNullable(byId.get(id)).map(Origin::file);
  }

  /** The flow of which each exchange of this route is a run. */
  Optional<String> flowRunBy(String id) {
    return Optional.ofNullable(byId.get(id)).filter(origin -> !origin.isDoor()).map(Origin::flow);
  }

  /** The ids of a flow's routes, in order. */
  List<String> of(String flow) {
    return byId.entrySet().stream()
        .filter(entry -> entry.getValue().flow().equals(flow))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** The files that deliver from inboxes, by the inbox; whoever loads one adds it. */
  Map<String, String> fileOfInbox() {
    return fileOfInbox;
  }

  /** Nothing of this file is loaded any more. */
  void forget(String file) {
    byId.values().removeIf(origin -> origin.file().equals(file));
    fileOfInbox.values().removeIf(file::equals);
  }
}
