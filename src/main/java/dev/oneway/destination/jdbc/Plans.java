package dev.oneway.destination.jdbc;

import dev.oneway.record.MappedRecord;
import dev.oneway.run.FatalException;
import dev.oneway.run.RetriableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The plans in use, made when records first ask for a table, and made anew when they ask for more
 * than it is known to have. Threads may share it.
 */
final class Plans {
  /**
   * A route writes one shape into one table, and another one after its mapping was edited; where
   * records name their tables, into as many as are in use at a time.
   */
  static final int MOST = 500;

  private final TableChoice choice;
  private final Growth growth;
  private final boolean append;
  private final Map<Target, TablePlan> byTarget = new LastUsed();

  /**
   * @param append whether a row that is there stays as it is
   */
  Plans(TableChoice choice, Growth growth, boolean append) {
    this.choice = choice;
    this.growth = growth;
    this.append = append;
  }

  /**
   * The plan that has a column for each value of the records, as far as there are columns or may be
   * made.
   *
   * @throws MissingTable when there is no such table, and it may not be made
   * @throws FatalException when the tables can't take the records
   */
  TablePlan of(Target target, List<MappedRecord> records, Dialect dialect, Connection connection)
      throws RetriableException {
    TablePlan known;
    synchronized (byTarget) {
      known = byTarget.get(target);
    }
    if (known != null && records.stream().allMatch(known::covers)) {
      return known;
    }
    TablePlan made = make(target, records, known, dialect, connection);
    synchronized (byTarget) {
      byTarget.put(target, made);
    }
    return made;
  }

  /** The next write asks the database again. */
  void forget(Target target) {
    synchronized (byTarget) {
      byTarget.remove(target);
    }
  }

  private TablePlan make(
      Target target,
      List<MappedRecord> records,
      TablePlan known,
      Dialect dialect,
      Connection connection)
      throws RetriableException {
    Demand demand = new Demand(dialect, target.base(), choice.fields(), growth.evolve());
    if (append) {
      demand.append();
    }
    records.forEach(demand::add);
    if (known != null) {
      demand.add(known);
    }
    try {
      if (growth.any()) {
        new Grower(dialect, connection, growth).grow(demand, target.table());
      }
      return Planner.plan(dialect, connection, demand, target.table());
    } catch (SQLException e) {
      throw new FatalException(dialect.refusal(e, null).getMessage(), e);
    }
  }

  private static final class LastUsed extends LinkedHashMap<Target, TablePlan> {
    private static final long serialVersionUID = 1L;

    LastUsed() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Target, TablePlan> eldest) {
      return size() > MOST;
    }
  }
}
