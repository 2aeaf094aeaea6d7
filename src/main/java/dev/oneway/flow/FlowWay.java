package dev.oneway.flow;

import dev.oneway.governance.FlowFile;
import dev.oneway.mapping.model.MappingModel;
import dev.oneway.mapping.model.Party;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * From where to where a flow's records go, in words. Immutable.
 *
 * @param from {@code BambooHR employee}; empty when no mapping tells
 * @param to {@code App User}; of a flow that only reads for others their names, separated by commas
 */
public record FlowWay(String from, String to) {
  private static final FlowWay UNKNOWN = new FlowWay("", "");

  /**
   * The ways of all flows of a folder by their names, whether they are configured or not.
   *
   * @param routes the folder with the route files
   * @param mappings the folder with the mapping files
   */
  public static Map<String, FlowWay> in(Path routes, Path mappings) {
    Map<String, FlowFile> flows =
        FlowFiles.in(routes, mappings).stream()
            .collect(
                Collectors.toMap(
                    FlowFile::name, Function.identity(), (one, other) -> one, LinkedHashMap::new));
    Map<String, FlowWay> ways = new LinkedHashMap<>();
    for (Path file : FlowLoader.filesIn(routes)) {
      String flow = FlowLoader.nameOf(file);
      List<MappingModel> own = flows.get(flow).mappings();
      ways.put(flow, own.isEmpty() ? throughOthers(file, routes, flows) : of(own));
    }
    return ways;
  }

  private static FlowWay of(List<MappingModel> mappings) {
    return new FlowWay(
        words(mappings.stream().map(MappingModel::source)),
        words(mappings.stream().map(MappingModel::destination)));
  }

  private static String words(Stream<Party> parties) {
    return parties
        .map(party -> party.system() + " " + party.object())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** A flow without a mapping reads for those that deliver from the inboxes it fills. */
  private static FlowWay throughOthers(Path file, Path routes, Map<String, FlowFile> flows) {
    Set<String> filled = FillingFiles.inboxesIn(file).collect(Collectors.toSet());
    List<String> delivering =
        FlowLoader.filesIn(routes).stream()
            .filter(other -> !other.equals(file))
            .filter(other -> DeliveredInboxes.in(other).anyMatch(filled::contains))
            .map(FlowLoader::nameOf)
            .toList();
    if (delivering.isEmpty()) {
      return UNKNOWN;
    }
    Stream<Party> sources =
        delivering.stream()
            .flatMap(flow -> flows.get(flow).mappings().stream())
            .map(MappingModel::source);
    return new FlowWay(words(sources), String.join(", ", delivering));
  }

  /** {@code BambooHR employee → App User}; empty when nothing is known. */
  @Override
  public String toString() {
    return from.isEmpty() && to.isEmpty() ? "" : from + " → " + to;
  }
}
