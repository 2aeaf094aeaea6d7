package dev.oneway.cli.live;

import dev.oneway.run.Counts;
import dev.oneway.run.RunState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A flow at one moment. Immutable.
 *
 * @param way from where to where its records go, in words
 * @param state of its last run, or that it runs; empty before the first
 * @param counts of all its runs so far
 * @param perSecond records that arrived lately, each second
 * @param history records that arrived, the oldest bucket of time first
 * @param last when it last read something or ended a run; empty before that
 * @param newest what arrived last, in a few words; may be empty
 */
record FlowSight(
    String flow,
    String way,
    Optional<RunState> state,
    Counts counts,
    double perSecond,
    List<Long> history,
    Optional<Instant> last,
    String newest) {}
