package dev.oneway.ops.events;

import dev.oneway.ops.Facts;
import dev.oneway.ops.Flows;
import dev.oneway.run.RunSummary;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is to be seen at one moment, by topic, to be compared with the next.
 *
 * @param running the runs that go on
 */
record Sight(List<RunSummary> running, Map<Topic, Object> topics) {
  /**
   * @param latest the run that began last
   */
  static Sight of(Facts facts, Flows flows, List<RunSummary> running, Optional<RunSummary> latest) {
    List<String> names = running.stream().map(RunSummary::id).toList();
    Map<Topic, Object> topics = new EnumMap<>(Topic.class);
    topics.put(
        Topic.FLOWS,
        List.of(facts.flows(), present(facts, flows), facts.statuses(), facts.drift(), names));
    // That one has begun and ended in between is told by the latest.
    topics.put(Topic.RUNS, List.of(names, latest.map(RunSummary::id)));
    topics.put(Topic.ALERTS, facts.alerts());
    topics.put(Topic.DEAD_LETTERS, facts.deadLetters());
    topics.put(Topic.INBOXES, facts.inboxes());
    return new Sight(running, topics);
  }

  /** What is known of a flow at once, and isn't among the facts. */
  private static Map<String, Object> present(Facts facts, Flows flows) {
    Map<String, Object> present = new LinkedHashMap<>();
    facts
        .flows()
        .forEach(
            flow ->
                present.put(
                    flow.name(), List.of(flows.edit(flow.name()), flows.pauseOf(flow.name()))));
    return present;
  }

  /** The topics of which something is otherwise than it was. */
  Set<Topic> changedSince(Sight before) {
    return topics.keySet().stream()
        .filter(topic -> !topics.get(topic).equals(before.topics().get(topic)))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
