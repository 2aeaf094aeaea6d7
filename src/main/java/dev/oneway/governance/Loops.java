package dev.oneway.governance;

import dev.oneway.fault.Fault;
import dev.oneway.governance.OneWayProof.Objection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds values that come back: fields each of which is made of the one before, the first of the
 * last. A key field ends such a way, as a write never changes it: it only says which record is
 * meant.
 */
final class Loops {
  private final Lineage lineage;

  private Loops(Lineage lineage) {
    this.lineage = lineage;
  }

  /** One objection for all loops through the same mapping files. */
  static List<Objection> in(Lineage lineage) {
    Map<Set<String>, List<List<Write>>> byFiles = new LinkedHashMap<>();
    Set<Set<String>> known = new LinkedHashSet<>();
    for (Write write : lineage.writes()) {
      List<Write> loop = new Loops(lineage).shortestThrough(write);
      if (!loop.isEmpty() && known.add(fields(loop))) {
        byFiles.computeIfAbsent(files(loop), files -> new ArrayList<>()).add(loop);
      }
    }
    return byFiles.values().stream().map(Loops::objection).toList();
  }

  private static Set<String> fields(List<Write> loop) {
    return loop.stream().map(Write::id).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> files(List<Write> loop) {
    return loop.stream()
        .map(write -> write.mapping().file())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The writes from this one on until its field is a source again; none when it never is. */
  private List<Write> shortestThrough(Write start) {
    if (!start.changesValues()) {
      return List.of();
    }
    Map<String, Write> before = new HashMap<>();
    Deque<Write> next = new ArrayDeque<>(List.of(start));
    while (!next.isEmpty()) {
      Write at = next.remove();
      for (Write reader : lineage.readersOf(at.field())) {
        if (reader.id().equals(start.id())) {
          return way(before, at);
        }
        if (reader.changesValues() && before.putIfAbsent(reader.id(), at) == null) {
          next.add(reader);
        }
      }
    }
    return List.of();
  }

  private static List<Write> way(Map<String, Write> before, Write last) {
    List<Write> way = new ArrayList<>();
    for (Write at = last; at != null; at = before.get(at.id())) {
      way.add(at);
    }
    Collections.reverse(way);
    return way;
  }

  private static Objection objection(List<List<Write>> loops) {
    List<Write> loop = loops.get(0);
    Write last = loop.get(loop.size() - 1);
    String way =
        loop.stream()
            .map(write -> write.field() + " (" + write.place() + ")")
            .collect(Collectors.joining(" → "));
    String more =
        loops.size() == 1 ? "" : " So do " + (loops.size() - 1) + " more on the same way.";
    Fault fault =
        new Fault(
            loop.get(0).mapping().file(),
            loop.get(0).line(),
            loop.get(0).column(),
            "%s comes back to itself: %s → %s.%s".formatted(last.field(), last.field(), way, more),
            "Take it out of one of these places: a value has one system of record.");
    return Objection.to(loops.stream().flatMap(List::stream), fault);
  }
}
