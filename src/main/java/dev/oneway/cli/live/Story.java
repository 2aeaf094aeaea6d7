package dev.oneway.cli.live;

import dev.oneway.record.MappedRecord;
import dev.oneway.run.Fate;
import dev.oneway.run.Outcome;
import dev.oneway.run.Traffic;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happened to a flow, as its run and its destination told. Immutable. */
sealed interface Story {
  String flow();

  /**
   * One record arrived, or was refused.
   *
   * @param before the same record as it arrived the last time; empty for one that is new here
   * @param calls what was called for it, and how often
   * @param cost what went over the wire
   */
  record One(
      String flow,
      Outcome outcome,
      Optional<MappedRecord> before,
      Map<String, Integer> calls,
      Cost cost)
      implements Story {}

  /**
   * Many records arrived at once.
   *
   * @param fates how many met which fate
   * @param names of the first of them
   * @param calls what was called for them, and how often
   */
  record Many(
      String flow, Map<Fate, Long> fates, List<String> names, Map<String, Integer> calls, Cost cost)
      implements Story {}

  /**
   * A run came to its end and brought no destination anything.
   *
   * @param counts what became of what was read, in words
   */
  record Nothing(String flow, String counts) implements Story {}

  /**
   * Bytes of bodies.
   *
   * @param sent to the systems at both ends
   * @param received from them
   */
  record Cost(long sent, long received) {
    static Cost between(Traffic.Sum before, Traffic.Sum now) {
      return new Cost(
          now.sentBytes() - before.sentBytes(), now.receivedBytes() - before.receivedBytes());
    }

    Cost plus(Cost other) {
      return new Cost(sent + other.sent, received + other.received);
    }
  }
}
