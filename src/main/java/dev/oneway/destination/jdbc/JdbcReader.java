package dev.oneway.destination.jdbc;

import dev.oneway.destination.Listable;
import dev.oneway.destination.ReadBack;
import dev.oneway.record.MappedRecord;
import dev.oneway.record.Shape;
import dev.oneway.run.Present;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Compares records with the rows of their tables, in transactions that can't write. What a write
 * would make first, a table or a column, is simply not there yet.
 *
 * <p>Asks once how a table looks, so it is made anew for each run. Threads may share it.
 */
final class JdbcReader implements ReadBack, Listable {
  private final DataSource dataSource;
  private final TableChoice table;
  private final Growth growth;
  private final Map<Target, TablePlan> plans = new ConcurrentHashMap<>();

  JdbcReader(DataSource dataSource, TableChoice table, Growth growth) {
    this.dataSource = dataSource;
    this.table = table;
    this.growth = growth;
  }

  @Override
  public List<Present> read(List<MappedRecord> chunk, Traffic traffic) throws RetriableException {
    Map<MappedRecord, Present> found = new HashMap<>();
    Map<Target, List<MappedRecord>> byTarget = new LinkedHashMap<>();
    for (MappedRecord record : chunk) {
      try {
        Target target = new Target(table.of(record), record.shape().base());
        byTarget.computeIfAbsent(target, t -> new ArrayList<>()).add(record);
      } catch (Refusal refusal) {
        found.put(record, refusal.unfit(record));
      }
    }
    try (Lease lease = new Lease(dataSource)) {
      Dialect dialect = Dialect.of(lease.connection());
      for (Map.Entry<Target, List<MappedRecord>> alike : byTarget.entrySet()) {
        read(alike.getKey(), alike.getValue(), dialect, lease.connection(), found);
      }
    } catch (SQLException e) {
      throw Unreachable.because(e);
    }
    return chunk.stream().map(found::get).toList();
  }

  private void read(
      Target target,
      List<MappedRecord> records,
      Dialect dialect,
      Connection connection,
      Map<MappedRecord, Present> found)
      throws RetriableException {
    try {
      TablePlan plan = plan(target, records, dialect, connection);
      for (Present present : new ChunkReader(dialect, connection, plan).read(records)) {
        found.put(present.record(), present);
      }
    } catch (MissingTable missing) {
      records.forEach(record -> found.put(record, without(record, missing)));
    }
  }

  private Present without(MappedRecord record, MissingTable missing) {
    if (growth.create()) {
      return new Present.Missing(record);
    }
    if (table.isOne()) {
      throw missing;
    }
    return table.refusal(missing).unfit(record);
  }

  private TablePlan plan(
      Target target, List<MappedRecord> records, Dialect dialect, Connection connection)
      throws RetriableException {
    TablePlan known = plans.get(target);
    if (known != null && records.stream().allMatch(known::covers)) {
      return known;
    }
    Demand demand = new Demand(dialect, target.base(), table.fields(), growth.evolve());
    records.forEach(demand::add);
    try {
      TablePlan made =
          Planner.plan(dialect, connection, growth.ofColumns(), demand, target.table());
      plans.put(target, made);
      return made;
    } catch (SQLException e) {
      throw Unreachable.because(e);
    }
  }

  @Override
  public Optional<String> list(Shape shape, Consumer<List<String>> keys, Traffic traffic)
      throws RetriableException {
    if (!table.isOne()) {
      return Optional.of("its records are in as many tables as they name");
    }
    try (Lease lease = new Lease(dataSource)) {
      Dialect dialect = Dialect.of(lease.connection());
      Table described = dialect.describe(lease.connection(), table.written());
      return new KeyList(dialect, lease.connection(), described).list(shape, keys);
    } catch (MissingTable missing) {
      if (growth.create()) {
        return Optional.empty();
      }
      throw missing;
    } catch (SQLException e) {
      throw Unreachable.because(e);
    }
  }
}
