package dev.oneway.run;

import dev.oneway.record.Version;
import dev.oneway.state.InList;
import dev.oneway.state.StateStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** The history of runs, in the state store. */
public final class RunLog {
  /** A run of another machine that was silent for this long is taken for dead. */
  static final Duration LEASE = Duration.ofSeconds(30);

  private static final int MOST_RUNNING = 100;

  private static final String BOOKS =
      "steps = :steps, calls = :calls, sent_bytes = :sent, received_bytes = :received, waited_millis = :waited,"
          + " read_count = :read, filtered = :filtered, unchanged = :unchanged, stale = :stale,"
          + " created = :created, updated = :updated, deleted = :deleted, held = :held,"
          + " queued = :queued, skipped = :skipped, rejected = :rejected";

  /** The kinds of runs that only look, as a list of SQL. */
  private static final String ONLY_LOOK =
      Stream.of(RunKind.values())
          .filter(RunKind::onlyLooks)
          .map(kind -> "'" + kind.word() + "'")
          .collect(Collectors.joining(", "));

  private final StateStore store;
  private final ProcessIdentity me = ProcessIdentity.current();

  RunLog(StateStore store) {
    this.store = store;
  }

  void open(Run run) {
    store.useTransaction(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO run (id, flow, kind, state, started_at, host, pid,"
                        + " process_started_at, alive_at) VALUES (:id, :flow, :kind, :state,"
                        + " :started, :host, :pid, :processStarted, :started)")
                .bind("id", run.id())
                .bind("flow", run.flow())
                .bind("kind", run.kind().word())
                .bind("state", RunState.RUNNING.word())
                .bind("started", run.startedAt().toEpochMilli())
                .bind("host", me.host())
                .bind("pid", me.pid())
                .bind("processStarted", me.startedAtMillis())
                .execute());
  }

  void progress(Run run, Instant now) {
    store.useTransaction(
        handle ->
            bindBooks(
                    handle.createUpdate(
                        "UPDATE run SET alive_at = :now, "
                            + BOOKS
                            + " WHERE id = :id AND state = 'running'"),
                    run)
                .bind("now", now.toEpochMilli())
                .bind("id", run.id())
                .execute());
  }

  /** Whether nobody has closed the run yet; nobody else can until the transaction ends. */
  boolean isRunning(Run run) {
    return store.inTransaction(
        handle ->
            handle
                .createQuery("SELECT state FROM run WHERE id = ?" + store.forUpdate())
                .bind(0, run.id())
                .mapTo(String.class)
                .findOne()
                .filter(RunState.RUNNING.word()::equals)
                .isPresent());
  }

  void close(Run run, RunState state, Optional<Version> watermark, Instant now) {
    store.useTransaction(
        handle ->
            bindBooks(
                    handle.createUpdate(
                        "UPDATE run SET state = :state, ended_at = :now, reason = :reason,"
                            + " failure_category = :category, watermark = :watermark, "
                            + BOOKS
                            + " WHERE id = :id"),
                    run)
                .bind("state", state.word())
                .bind("now", now.toEpochMilli())
                .bind("reason", run.failure().map(Reasons::of).orElse(null))
                .bind(
                    "category",
                    run.failure()
                        .flatMap(Reasons::categoryOf)
                        .map(FailureCategory::word)
                        .orElse(null))
                .bind("watermark", watermark.map(Version::toString).orElse(null))
                .bind("id", run.id())
                .execute());
  }

  /** Closes the runs whose process is dead; what the history tells of them then. */
  List<RunSummary> closeInterrupted(Instant now) {
    return store.inTransaction(
        handle -> {
          record Open(String id, ProcessIdentity process, long aliveAt) {}
          List<Open> dead =
              handle
                  .createQuery(
                      "SELECT id, host, pid, process_started_at, alive_at FROM run"
                          + " WHERE state = 'running'")
                  .map(
                      (rs, ctx) ->
                          new Open(
                              rs.getString("id"),
                              new ProcessIdentity(
                                  rs.getString("host"),
                                  rs.getLong("pid"),
                                  rs.getLong("process_started_at")),
                              rs.getLong("alive_at")))
                  .stream()
                  .filter(
                      run ->
                          run.process()
                              .isDead(Instant.ofEpochMilli(run.aliveAt()).plus(LEASE), now))
                  .toList();
          dead.forEach(
              run ->
                  handle.execute(
                      "UPDATE run SET state = 'interrupted', ended_at = alive_at,"
                          + " reason = 'its process died' WHERE id = ? AND state = 'running'",
                      run.id()));
          return dead.stream().map(run -> find(run.id()).orElseThrow()).toList();
        });
  }

  public Optional<RunSummary> find(String id) {
    return query("WHERE id = ?", id, 1).stream().findFirst();
  }

  /**
   * The runs that began before this one, the newest first.
   *
   * @param flow only the runs of this flow
   * @param run its id; none come behind one that isn't there
   */
  public List<RunSummary> before(Optional<String> flow, String run, int limit) {
    return find(run).map(last -> before(flow, last, limit)).orElseGet(List::of);
  }

  private List<RunSummary> before(Optional<String> flow, RunSummary last, int limit) {
    return store.inTransaction(
        handle -> {
          Query query =
              handle
                  .createQuery(
                      "SELECT * FROM run WHERE started_at <= :at AND (started_at < :at OR id > :id)"
                          + (flow.isPresent() ? " AND flow = :flow" : "")
                          + " ORDER BY started_at DESC, id LIMIT "
                          + limit)
                  .bind("at", last.startedAt().toEpochMilli())
                  .bind("id", last.id());
          flow.ifPresent(name -> query.bind("flow", name));
          return query.map((rs, ctx) -> summary(rs)).list();
        });
  }

  /** The runs that go on now, in whichever process, the newest first; a hundred at most. */
  public List<RunSummary> running() {
    return query(
        "WHERE state = 'running' AND id <> ? ORDER BY started_at DESC, id", "", MOST_RUNNING);
  }

  /** The newest runs first. */
  public List<RunSummary> latest(int limit) {
    return query("WHERE id <> ? ORDER BY started_at DESC, id", "", limit);
  }

  /** A flow's newest runs first. */
  public List<RunSummary> latestOf(String flow, int limit) {
    return query("WHERE flow = ? ORDER BY started_at DESC, id", flow, limit);
  }

  /** The newest run that did more than look, of each of these flows that has one. */
  public Map<String, RunSummary> lastOfEach(Collection<String> flows) {
    Map<String, RunSummary> latest = new TreeMap<>();
    store.useTransaction(
        handle ->
            InList.forEachPart(
                List.copyOf(flows),
                part -> lastOfEach(handle, part).forEach(run -> latest.put(run.flow(), run))));
    return latest;
  }

  private static List<RunSummary> lastOfEach(Handle handle, List<String> flows) {
    Query query =
        handle.createQuery(
            "WITH names (flow) AS (VALUES "
                + String.join(", ", Collections.nCopies(flows.size(), "(?)"))
                + ") SELECT * FROM run WHERE id IN (SELECT (SELECT r.id FROM run r"
                + " WHERE r.flow = names.flow AND r.kind NOT IN ("
                + ONLY_LOOK
                + ") ORDER BY r.started_at DESC, r.id LIMIT 1) FROM names)");
    for (int i = 0; i < flows.size(); i++) {
      query.bind(i, flows.get(i));
    }
    return query.map((rs, ctx) -> summary(rs)).list();
  }

  /** How many runs of each flow go on now, in whichever process; a flow without has no entry. */
  public Map<String, Long> runningByFlow() {
    return store.inTransaction(
        handle ->
            handle
                .createQuery(
                    "SELECT flow, COUNT(*) AS runs FROM run WHERE state = 'running' GROUP BY flow")
                .reduceRows(
                    new TreeMap<>(),
                    (counts, row) -> {
                      counts.put(
                          row.getColumn("flow", String.class), row.getColumn("runs", Long.class));
                      return counts;
                    }));
  }

  /** A flow's newest run that did more than look. */
  public Optional<RunSummary> lastOf(String flow) {
    return Optional.ofNullable(lastOfEach(List.of(flow)).get(flow));
  }

  private List<RunSummary> query(String where, String parameter, int limit) {
    return store.inTransaction(
        handle ->
            handle
                .createQuery("SELECT * FROM run " + where + " LIMIT " + limit)
                .bind(0, parameter)
                .map((rs, ctx) -> summary(rs))
                .list());
  }

  private static RunSummary summary(ResultSet rs) throws SQLException {
    Map<Fate, Long> fates = new EnumMap<>(Fate.class);
    for (Fate fate : Fate.values()) {
      fates.put(fate, rs.getLong(fate.word()));
    }
    long endedAt = rs.getLong("ended_at");
    return new RunSummary(
        rs.getString("id"),
        rs.getString("flow"),
        rs.getString("kind"),
        RunState.valueOf(rs.getString("state").toUpperCase(Locale.ROOT)),
        Instant.ofEpochMilli(rs.getLong("started_at")),
        endedAt == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(endedAt)),
        new Counts(rs.getLong("read_count"), fates),
        traffic(rs),
        Optional.ofNullable(rs.getString("steps")).map(StepTime::read).orElseGet(List::of),
        Optional.ofNullable(rs.getString("failure_category")).map(FailureCategory::ofWord),
        Optional.ofNullable(rs.getString("reason")),
        Optional.ofNullable(rs.getString("watermark")).map(Version::parse));
  }

  private static Traffic.Sum traffic(ResultSet rs) throws SQLException {
    return new Traffic.Sum(
        rs.getLong("calls"),
        rs.getLong("sent_bytes"),
        rs.getLong("received_bytes"),
        Duration.ofMillis(rs.getLong("waited_millis")));
  }

  private static Update bindBooks(Update update, Run run) {
    Counts counts = run.counts();
    Traffic.Sum traffic = run.traffic().sum();
    update
        .bind("steps", StepTime.write(run.steps().list()).orElse(null))
        .bind("read", counts.read())
        .bind("calls", traffic.calls())
        .bind("sent", traffic.sentBytes())
        .bind("received", traffic.receivedBytes())
        .bind("waited", traffic.waited().toMillis());
    for (Fate fate : Fate.values()) {
      update.bind(fate.word(), counts.of(fate));
    }
    return update;
  }
}
