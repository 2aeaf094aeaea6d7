package dev.oneway.ops.history;

import dev.oneway.run.Fate;
import dev.oneway.state.StateStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Looks back at what the flows did, from the sums of {@link RunHours}: as fast with a million runs
 * as with a hundred. A span begins with a whole hour; how long runs take is known by days in UTC.
 * Threads may share it.
 */
public final class History {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WEEK = Duration.ofDays(7);

  private static final String SUMS =
      "SELECT flow, SUM(done) AS done, SUM(failed) AS failed, SUM(interrupted) AS interrupted,"
          + " SUM(millis) AS millis, SUM(read_count) AS read_count, SUM(calls) AS calls, "
          + Arrays.stream(Fate.values())
              .map(fate -> "SUM(%1$s) AS %1$s".formatted(fate.word()))
              .collect(Collectors.joining(", "))
          + " FROM run_hour WHERE ";

  private final StateStore store;
  private final Clock clock;

  public History(StateStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * An hour of a flow.
   *
   * @param hour since 1970
   * @param runs that ended in it
   * @param read records they read
   * @param written records they created, updated or deleted
   * @param failed how many of the runs failed
   */
  public record Hour(long hour, long runs, long failed, long read, long written) {}

  /**
   * What a flow came to.
   *
   * @param day in the last 24 hours; empty when it had no run
   * @param week in the last 7 days
   */
  public record Recent(String flow, Optional<FlowStats> day, Optional<FlowStats> week) {}

  /**
   * What the flows came to of late, by name.
   *
   * @param known flows that are told of also when they had no run
   * @param flow only this one
   */
  public List<Recent> recent(Collection<String> known, Optional<String> flow) {
    Map<String, FlowStats> day = since(DAY, flow);
    Map<String, FlowStats> week = since(WEEK, flow);
    Set<String> names = new TreeSet<>(week.keySet());
    known.stream().filter(name -> flow.isEmpty() || flow.get().equals(name)).forEach(names::add);
    return names.stream()
        .map(
            name ->
                new Recent(
                    name, Optional.ofNullable(day.get(name)), Optional.ofNullable(week.get(name))))
        .toList();
  }

  /** The hour in which each flow's first run ended that is known of. */
  public Map<String, Instant> births() {
    return store.inTransaction(
        handle ->
            handle
                .createQuery("SELECT flow, MIN(hour) AS hour FROM run_hour GROUP BY flow")
                .reduceRows(
                    new TreeMap<>(),
                    (births, row) -> {
                      long millis = row.getColumn("hour", Long.class) * RunHours.HOUR_MILLIS;
                      births.put(row.getColumn("flow", String.class), Instant.ofEpochMilli(millis));
                      return births;
                    }));
  }

  /**
   * What the flows came to since then, by name; a flow without a run has no entry.
   *
   * @param flow only this one
   */
  public Map<String, FlowStats> since(Duration ago, Optional<String> flow) {
    long hour = clock.instant().minus(ago).toEpochMilli() / RunHours.HOUR_MILLIS;
    return store.inTransaction(
        handle -> {
          Map<String, Durations> durations = durations(handle, hour / RunHours.HOURS_OF_DAY, flow);
          Map<String, FlowStats> stats = new TreeMap<>();
          query(handle, SUMS, "hour", "", hour, flow)
              .map((rs, ctx) -> stats(rs, durations))
              .forEach(one -> stats.put(one.flow(), one));
          return stats;
        });
  }

  private static Map<String, Durations> durations(Handle handle, long day, Optional<String> flow) {
    Map<String, Durations> byFlow = new TreeMap<>();
    query(
            handle,
            "SELECT flow, octave, SUM(runs) AS runs FROM run_day_duration WHERE ",
            "day",
            ", octave",
            day,
            flow)
        .map(
            (rs, ctx) -> {
              byFlow
                  .computeIfAbsent(rs.getString("flow"), name -> new Durations())
                  .add(rs.getLong("octave"), rs.getLong("runs"));
              return true;
            })
        .list();
    return byFlow;
  }

  private static Query query(
      Handle handle, String select, String time, String by, long since, Optional<String> flow) {
    String which = time + " >= :since" + (flow.isPresent() ? " AND flow = :flow" : "");
    Query query = handle.createQuery(select + which + " GROUP BY flow" + by).bind("since", since);
    flow.ifPresent(name -> query.bind("flow", name));
    return query;
  }

  private static FlowStats stats(ResultSet rs, Map<String, Durations> durations)
      throws SQLException {
    Map<Fate, Long> fates = new EnumMap<>(Fate.class);
    for (Fate fate : Fate.values()) {
      fates.put(fate, rs.getLong(fate.word()));
    }
    Optional<Durations> known = Optional.ofNullable(durations.get(rs.getString("flow")));
    return new FlowStats(
        rs.getString("flow"),
        rs.getLong("done"),
        rs.getLong("failed"),
        rs.getLong("interrupted"),
        Duration.ofMillis(rs.getLong("millis")),
        rs.getLong("read_count"),
        fates,
        rs.getLong("calls"),
        known.map(Durations::median).orElse(OptionalLong.empty()),
        known.map(Durations::p95).orElse(OptionalLong.empty()));
  }

  /**
   * The hours in which each flow did something, the oldest first.
   *
   * @param flow only this one
   */
  public Map<String, List<Hour>> hours(Duration ago, Optional<String> flow) {
    long since = clock.instant().minus(ago).toEpochMilli() / RunHours.HOUR_MILLIS;
    Map<String, List<Hour>> byFlow = new TreeMap<>();
    store.useTransaction(
        handle -> {
          String which = flow.isPresent() ? "flow = :flow AND hour >= :hour" : "hour >= :hour";
          Query query =
              handle
                  .createQuery("SELECT * FROM run_hour WHERE " + which + " ORDER BY flow, hour")
                  .bind("hour", since);
          flow.ifPresent(name -> query.bind("flow", name));
          query
              .map(
                  (rs, ctx) ->
                      byFlow
                          .computeIfAbsent(rs.getString("flow"), name -> new ArrayList<>())
                          .add(hour(rs)))
              .list();
        });
    return byFlow;
  }

  private static Hour hour(ResultSet rs) throws SQLException {
    return new Hour(
        rs.getLong("hour"),
        rs.getLong("done") + rs.getLong("failed") + rs.getLong("interrupted"),
        rs.getLong("failed"),
        rs.getLong("read_count"),
        rs.getLong("created") + rs.getLong("updated") + rs.getLong("deleted"));
  }
}
