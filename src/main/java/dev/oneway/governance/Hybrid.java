package dev.oneway.governance;

import dev.oneway.fault.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two systems that send to each other, each fields of its own. That is allowed, as no field comes
 * back; it is listed because one more field could make it a loop. Immutable.
 *
 * @param there what goes from the first system to the second
 * @param back what goes from the second to the first
 */
public record Hybrid(String one, String other, List<Write> there, List<Write> back) {

  /** All of them, in the order of the flows. */
  public static List<Hybrid> in(Lineage lineage) {
    Map<String, List<Write>> byWay = new LinkedHashMap<>();
    lineage.writes().stream()
        .filter(Write::changesValues)
        .forEach(
            write ->
                byWay
                    .computeIfAbsent(
                        way(write.mapping().source().system(), write.field().system()),
                        it -> new ArrayList<>())
                    .add(write));
    List<Hybrid> hybrids = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    byWay.forEach(
        (way, there) -> {
          String one = there.get(0).mapping().source().system();
          String other = there.get(0).field().system();
          List<Write> back = byWay.get(way(other, one));
          seen.add(way);
          if (back != null && !seen.contains(way(other, one))) {
            hybrids.add(new Hybrid(one, other, List.copyOf(there), List.copyOf(back)));
          }
        });
    return hybrids;
  }

  private static String way(String from, String to) {
    return from.toLowerCase(Locale.ROOT) + "\n" + to.toLowerCase(Locale.ROOT);
  }

  /** What to tell of each flow that is part of one, by its name. */
  public static Map<String, List<Fault>> notes(Lineage lineage) {
    Map<String, List<Fault>> notes = new LinkedHashMap<>();
    for (Hybrid hybrid : in(lineage)) {
      Stream.concat(hybrid.there.stream(), hybrid.back.stream())
          .map(Write::flow)
          .distinct()
          .forEach(
              flow ->
                  notes
                      .computeIfAbsent(flow.name(), name -> new ArrayList<>())
                      .add(hybrid.note(flow)));
    }
    return notes;
  }

  private Fault note(FlowFile flow) {
    return new Fault(
        flow.file(), 0, 0, this + ".", "No field goes both ways, so nothing has to be done.");
  }

  /** {@code CRM and ERP are a hybrid: …; and …}. */
  @Override
  public String toString() {
    return "%s and %s are a hybrid: %s; and %s".formatted(one, other, words(there), words(back));
  }

  /** {@code CRM account: name, city to ERP customer (mappings/a.yaml)}. */
  private static String words(List<Write> writes) {
    Map<String, List<String>> byMapping = new LinkedHashMap<>();
    for (Write write : writes) {
      String way =
          "from %s %s to %s (%s)"
              .formatted(
                  write.mapping().source().system(),
                  write.mapping().source().object(),
                  write.field().objectName(),
                  write.mapping().file());
      byMapping.computeIfAbsent(way, it -> new ArrayList<>()).add("`" + write.field().name() + "`");
    }
    return byMapping.entrySet().stream()
        .map(
            entry ->
                entry.getValue().stream().distinct().collect(Collectors.joining(", "))
                    + " "
                    + entry.getKey())
        .collect(Collectors.joining("; "));
  }
}
