package dev.oneway.flow;

import dev.oneway.fault.Fault;
import dev.oneway.mapping.Mapping;
import dev.oneway.mapping.MappingCheck;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Holds an edited mapping against the destinations of the flows that use it, as they are now. One
 * that can't be reached says nothing, and the edit is taken up. Threads may share it.
 */
final class DeliveriesCheck implements MappingCheck {
  private record Use(String file, Delivery delivery) {}

  private final Map<String, List<Use>> byMapping = new ConcurrentHashMap<>();

  /**
   * From now on edits of these mappings are checked.
   *
   * @param file the file of the route that delivers
   */
  void add(String file, List<Delivery> deliveries) {
    for (Delivery delivery : deliveries) {
      byMapping
          .computeIfAbsent(delivery.mapping().getName(), name -> new CopyOnWriteArrayList<>())
          .add(new Use(file, delivery));
    }
  }

  /** The routes of this file deliver no more. */
  void forget(String file) {
    byMapping.values().forEach(uses -> uses.removeIf(use -> use.file().equals(file)));
  }

  @Override
  public List<Fault> faultsOf(String name, Mapping candidate) {
    RealityCheck reality = new RealityCheck();
    return byMapping.getOrDefault(name, List.of()).stream()
        .map(use -> reality.check(use.file(), List.of(use.delivery()), any -> candidate.shape()))
        .flatMap(examined -> examined.faults().stream())
        .distinct()
        .toList();
  }
}
