package dev.oneway.destination.jdbc;

import dev.oneway.destination.Destination;
import dev.oneway.destination.Inspection;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Operation;
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
  private final TableName table;
  private final Plans plans;
  private final Arrivals arrivals = new Arrivals();
  private volatile Dialect dialect;

  /**
   * @param table {@code table} or {@code schema.table}
   * @throws FatalException when that isn't a table's name
   */
  public JdbcUpsert(DataSource dataSource, String table) {
    this.dataSource = dataSource;
    this.table = TableName.parse(table);
    this.plans = new Plans(this.table);
  }

  /** See {@link dev.oneway.destination.Inspectable}. */
  Inspection inspect(Shape shape) {
    try (Lease lease = new Lease(dataSource)) {
      Connection connection = lease.connection();
      return Planner.inspect(dialect(connection), connection, shape, table);
    } catch (Unusable e) {
      return new Inspection.Unusable(e.what(), e.remedy());
    } catch (SQLException e) {
      return new Inspection.Unreachable(Unreachable.reason(e));
    }
  }

  @Override
  public List<Outcome> write(List<MappedRecord> chunk, Traffic traffic) throws RetriableException {
    Map<Shape, List<MappedRecord>> byShape = new LinkedHashMap<>();
    chunk.forEach(
        record -> byShape.computeIfAbsent(record.shape(), s -> new ArrayList<>()).add(record));
    List<Outcome> outcomes = new ArrayList<>(chunk.size());
    for (Map.Entry<Shape, List<MappedRecord>> alike : byShape.entrySet()) {
      outcomes.addAll(untilNoDeadlock(alike.getKey(), alike.getValue()));
    }
    return outcomes;
  }

  private List<Outcome> untilNoDeadlock(Shape shape, List<MappedRecord> records)
      throws RetriableException {
    for (int attempt = 1; ; attempt++) {
      try {
        return write(shape, records);
      } catch (Deadlock deadlock) {
        if (attempt == ATTEMPTS_AFTER_DEADLOCK) {
          throw deadlock;
        }
      } catch (FatalException e) {
        plans.forget(shape);
        throw e;
      }
    }
  }

  private List<Outcome> write(Shape shape, List<MappedRecord> records) throws RetriableException {
    Optional<List<Outcome>> inserted =
        arrivals.likelyNew() && records.stream().allMatch(JdbcUpsert::mayBeNew)
            ? insert(shape, records)
            : Optional.empty();
    return inserted.isPresent() ? inserted.get() : upsert(shape, records);
  }

  private static boolean mayBeNew(MappedRecord record) {
    return record.operation() == Operation.UPSERT;
  }

  /** Over a connection of its own: some failures make a pool throw the connection away. */
  private Optional<List<Outcome>> insert(Shape shape, List<MappedRecord> records)
      throws RetriableException {
    try (Lease lease = new Lease(dataSource)) {
      List<Outcome> outcomes = writer(shape, lease.connection()).writeAll(records, Mode.INSERT);
      arrivals.guessedRight();
      return Optional.of(outcomes);
    } catch (Refusal | FatalException e) {
      arrivals.guessedWrong(); // whatever else it was, it will show again
      return Optional.empty();
    } catch (SQLException e) {
      throw Unreachable.because(e);
    }
  }

  private List<Outcome> upsert(Shape shape, List<MappedRecord> records) throws RetriableException {
    try (Lease lease = new Lease(dataSource)) {
      return upsert(shape, records, lease.connection());
    } catch (SQLException e) {
      throw Unreachable.because(e);
    }
  }

  private List<Outcome> upsert(Shape shape, List<MappedRecord> records, Connection connection)
      throws SQLException, RetriableException {
    try {
      List<Outcome> outcomes = writer(shape, connection).writeAll(records, Mode.UPSERT);
      arrivals.saw(outcomes.stream().allMatch(JdbcUpsert::isCreated));
      return outcomes;
    } catch (Refusal refusal) {
      plans.forget(shape);
      return writer(shape, connection).sift(records);
    }
  }

  private static boolean isCreated(Outcome outcome) {
    return outcome instanceof Outcome.Written written && written.fate() == Fate.CREATED;
  }

  private ChunkWriter writer(Shape shape, Connection connection)
      throws SQLException, RetriableException {
    Dialect spoken = dialect(connection);
    return new ChunkWriter(spoken, connection, plans.of(shape, spoken, connection));
  }

  private Dialect dialect(Connection connection) throws SQLException {
    if (dialect == null) {
      dialect = Dialect.named(connection.getMetaData().getDatabaseProductName());
    }
    return dialect;
  }
}
