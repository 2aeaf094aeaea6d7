package dev.oneway.flow;

import dev.oneway.destination.Destination;
import dev.oneway.fault.Fault;
import dev.oneway.mapping.MappingEndpoint;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What can be seen of a flow without running it in earnest, as its routes tell.
 *
 * @param obstacles why it can't be gone through without effect; empty when it can
 * @param outlets where its records go
 * @param ledgers the names of the ledgers its records pass
 * @param source the flow that reads what this one delivers; empty when it reads by itself
 * @param unread why there is no source that could be read again; empty when there is
 */
public record Preview(
    List<Fault> obstacles,
    List<Outlet> outlets,
    Set<String> ledgers,
    Optional<String> source,
    Optional<Fault> unread) {
  public Preview {
    obstacles = List.copyOf(obstacles);
    outlets = List.copyOf(outlets);
    ledgers = Set.copyOf(ledgers);
  }

  /** A mapping and the destination its records come to. */
  public record Outlet(MappingEndpoint mapping, Destination destination) {}
}
