package dev.oneway.destination.jdbc;

import dev.oneway.destination.Destination;
import dev.oneway.destination.Inspection;
import dev.oneway.destination.Listable;
import dev.oneway.destination.ReadBack;
import dev.oneway.fault.Fault;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Operation;
import dev.oneway.record.Removal;
import dev.oneway.record.Shape;
import dev.oneway.run.FatalException;
import dev.oneway.run.Fate;
import dev.oneway.run.Outcome;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Upserts records into a table of PostgreSQL or SQLite, and their children into theirs; marks the
 * rows of those that are gone. A row that already holds what would be written isn't touched.
 *
 * <p>A chunk is one transaction: after a crash all of it is there or nothing, and writing it again
 * changes nothing. Rows are written in the order of their keys, so that parallel writers wait for
 * one another and don't lock each other out.
 *
 * <p>The database is first asked at the first write, and asked again after it refused something, so
 * that a table somebody mended works without a restart. Threads may share it.
 */
public final class JdbcUpsert implements Destination {
  private static final int ATTEMPTS_AFTER_DEADLOCK = 5;

  private final DataSource dataSource;
  private final TableChoice table;
  private final Growth growth;
  private final boolean append;
  private final Plans plans;
  private final Arrivals arrivals;
  private volatile Dialect dialect;

  /**
   * Writes into tables as they are.
   *
   * @param table {@code table} or {@code schema.table}
   * @throws FatalException when that isn't a table's name
   */
  public JdbcUpsert(DataSource dataSource, String table) {
    this(dataSource, table, Growth.NONE);
  }

  /**
   * Makes tables and columns as far as that is allowed.
   *
   * @param table {@code table} or {@code schema.table}, or with fields of the record in braces one
   *     for each of their values
   * @throws FatalException when that isn't a table's name
   */
  public JdbcUpsert(DataSource dataSource, String table, Growth growth) {
    this(dataSource, table, growth, false);
  }

  /**
   * The same for a table whose rows are never changed or removed.
   *
   * @param append whether a row that is there stays as it is
   */
  JdbcUpsert(DataSource dataSource, String table, Growth growth, boolean append) {
    this.dataSource = dataSource;
    this.table = TableChoice.parse(table);
    this.growth = growth;
    this.append = append;
    this.plans = new Plans(this.table, growth, append);
    this.arrivals = new Arrivals(growth.create());
  }

  /** See {@link dev.oneway.destination.Inspectable}. */
  Inspection inspect(Shape shape) {
    Optional<Removal> removal = shape.removal().filter(any -> append);
    if (removal.isPresent()) {
      return new Inspection.Examined(List.of(removes(shape, removal.get().place())), List.of());
    }
    try (Lease lease = new Lease(dataSource)) {
      Connection connection = lease.connection();
      return table.isOne()
          ? Planner.inspect(dialect(connection), connection, growth, shape, table.written())
          : new Inspection.Examined(table.faultsOf(shape), List.of());
    } catch (Unusable e) {
      return new Inspection.Unusable(e.what(), e.remedy());
    } catch (SQLException e) {
      return new Inspection.Unreachable(Unreachable.reason(e));
    }
  }

  private static Fault removes(Shape shape, Shape.Place place) {
    return new Fault(
        shape.mappingFile(),
        place.line(),
        place.column(),
        "rows of this table are never changed or removed, as the route says `append: true`.",
        "Remove `deletes` here, or `append` there.");
  }

  @Override
  public List<Outcome> write(List<MappedRecord> chunk, Traffic traffic) throws RetriableException {
    List<Outcome> outcomes = new ArrayList<>(chunk.size());
    Map<Target, List<MappedRecord>> byTarget = byTarget(chunk, outcomes);
    if (!byTarget.isEmpty()) {
      outcomes.addAll(untilNoDeadlock(byTarget));
    }
    return outcomes;
  }

  @Override
  public Optional<ReadBack> readable() {
    return Optional.of(new JdbcReader(dataSource, table, growth));
  }

  @Override
  public Optional<Listable> listable() {
    return Optional.of(new JdbcReader(dataSource, table, growth));
  }

  /** A record that names no table is refused here. */
  private Map<Target, List<MappedRecord>> byTarget(
      List<MappedRecord> chunk, List<Outcome> outcomes) {
    Map<Target, List<MappedRecord>> byTarget = new LinkedHashMap<>();
    for (MappedRecord record : chunk) {
      try {
        Target target = new Target(table.of(record), record.shape().base());
        byTarget.computeIfAbsent(target, t -> new ArrayList<>()).add(record);
      } catch (Refusal refusal) {
        outcomes.add(refusal.of(record));
      }
    }
    return byTarget;
  }

  private List<Outcome> untilNoDeadlock(Map<Target, List<MappedRecord>> byTarget)
      throws RetriableException {
    for (int attempt = 1; ; attempt++) {
      try {
        return write(byTarget);
      } catch (Deadlock deadlock) {
        if (attempt == ATTEMPTS_AFTER_DEADLOCK) {
          throw deadlock;
        }
      } catch (FatalException e) {
        byTarget.keySet().forEach(plans::forget);
        throw e;
      }
    }
  }

  private List<Outcome> write(Map<Target, List<MappedRecord>> byTarget) throws RetriableException {
    boolean mayBeNew =
        byTarget.values().stream().flatMap(List::stream).allMatch(JdbcUpsert::mayBeNew);
    Optional<List<Outcome>> inserted =
        arrivals.likelyNew() && mayBeNew ? insert(byTarget) : Optional.empty();
    return inserted.isPresent() ? inserted.get() : upsert(byTarget);
  }

  private static boolean mayBeNew(MappedRecord record) {
    return record.operation() == Operation.UPSERT;
  }

  /** Over a connection of its own: some failures make a pool throw the connection away. */
  private Optional<List<Outcome>> insert(Map<Target, List<MappedRecord>> byTarget)
      throws RetriableException {
    try (Lease lease = new Lease(dataSource)) {
      Prepared prepared = prepare(byTarget, lease.connection());
      List<Outcome> outcomes = new ArrayList<>(prepared.refused());
      outcomes.addAll(prepared.writer().writeAll(prepared.records(), Mode.INSERT));
      arrivals.guessedRight();
      return Optional.of(outcomes);
    } catch (Refusal | FatalException e) {
      arrivals.guessedWrong(); // whatever else it was, it will show again
      return Optional.empty();
    } catch (SQLException e) {
      throw Unreachable.because(e);
    }
  }

  private List<Outcome> upsert(Map<Target, List<MappedRecord>> byTarget) throws RetriableException {
    try (Lease lease = new Lease(dataSource)) {
      return upsert(byTarget, lease.connection());
    } catch (SQLException e) {
      throw Unreachable.because(e);
    }
  }

  private List<Outcome> upsert(Map<Target, List<MappedRecord>> byTarget, Connection connection)
      throws SQLException, RetriableException {
    Prepared prepared = prepare(byTarget, connection);
    List<Outcome> outcomes = new ArrayList<>(prepared.refused());
    try {
      List<Outcome> written = prepared.writer().writeAll(prepared.records(), Mode.UPSERT);
      arrivals.saw(written.stream().allMatch(JdbcUpsert::isCreated));
      outcomes.addAll(written);
    } catch (Refusal refusal) {
      byTarget.keySet().forEach(plans::forget);
      Prepared anew = prepare(byTarget, connection);
      outcomes = new ArrayList<>(anew.refused());
      outcomes.addAll(anew.writer().sift(anew.records()));
    }
    return outcomes;
  }

  private static boolean isCreated(Outcome outcome) {
    return outcome instanceof Outcome.Written written && written.fate() == Fate.CREATED;
  }

  /**
   * A chunk whose tables are known.
   *
   * @param refused those whose table isn't there
   */
  private record Prepared(ChunkWriter writer, List<MappedRecord> records, List<Outcome> refused) {}

  private Prepared prepare(Map<Target, List<MappedRecord>> byTarget, Connection connection)
      throws SQLException, RetriableException {
    Dialect spoken = dialect(connection);
    Map<MappedRecord, TablePlan> planned = new LinkedHashMap<>();
    List<Outcome> refused = new ArrayList<>();
    for (Map.Entry<Target, List<MappedRecord>> alike : byTarget.entrySet()) {
      try {
        TablePlan plan = plans.of(alike.getKey(), alike.getValue(), spoken, connection);
        alike.getValue().forEach(record -> planned.put(record, plan));
      } catch (MissingTable missing) {
        if (table.isOne()) {
          throw missing;
        }
        alike.getValue().forEach(record -> refused.add(table.refusal(missing).of(record)));
      }
    }
    return new Prepared(
        new ChunkWriter(spoken, connection, planned), List.copyOf(planned.keySet()), refused);
  }

  private Dialect dialect(Connection connection) throws SQLException {
    if (dialect == null) {
      dialect = Dialect.of(connection);
    }
    return dialect;
  }
}
