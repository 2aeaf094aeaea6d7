package dev.oneway.governance;

import dev.oneway.fault.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Proves over all flows that no value comes back to where it came from, that each field has one
 * writer, that nobody writes what is a destination's own, and that references lead somewhere. Says
 * for each flow what is against it; the flows that have no part in it may run. Immutable.
 */
public final class OneWayProof {
  private final Map<String, Set<Fault>> faultsByFlow = new LinkedHashMap<>();

  private OneWayProof() {}

  public static OneWayProof of(Lineage lineage) {
    OneWayProof proof = new OneWayProof();
    Stream.of(
            Loops.in(lineage).stream(),
            TwoWriters.in(lineage).stream(),
            OwnedFields.written(lineage).stream(),
            UnknownReferences.in(lineage).stream())
        .flatMap(found -> found)
        .forEach(proof::add);
    return proof;
  }

  /**
   * Something that is against some flows.
   *
   * @param flows their names
   */
  record Objection(Set<String> flows, Fault fault) {
    static Objection to(Stream<Write> writes, Fault fault) {
      Set<String> flows = new LinkedHashSet<>();
      writes.forEach(write -> flows.add(write.flow().name()));
      return new Objection(flows, fault);
    }
  }

  private void add(Objection objection) {
    objection
        .flows()
        .forEach(
            flow ->
                faultsByFlow
                    .computeIfAbsent(flow, name -> new LinkedHashSet<>())
                    .add(objection.fault()));
  }

  /** What keeps a flow from running; none when it may. */
  public List<Fault> faultsOf(String flow) {
    return List.copyOf(faultsByFlow.getOrDefault(flow, Set.of()));
  }

  /** All faults, each once. */
  public List<Fault> faults() {
    Set<Fault> all = new LinkedHashSet<>();
    faultsByFlow.values().forEach(all::addAll);
    return new ArrayList<>(all);
  }
}
