package dev.oneway.destination.jdbc;

import dev.oneway.record.Shape;
import dev.oneway.run.FatalException;
import dev.oneway.run.RetriableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The plans in use, made when a shape is first written. Threads may share it. */
final class Plans {
  /** A route writes one shape, and another one after its mapping was edited. */
  private static final int MOST = 16;

  private final TableName table;
  private final Map<Shape, TablePlan> byShape = new ConcurrentHashMap<>();

  Plans(TableName table) {
    this.table = table;
  }

  /**
   * @throws FatalException when the tables can't take the shape
   */
  TablePlan of(Shape shape, Dialect dialect, Connection connection) throws RetriableException {
    TablePlan known = byShape.get(shape);
    if (known != null) {
      return known;
    }
    if (byShape.size() >= MOST) {
      byShape.clear();
    }
    TablePlan made = make(shape, dialect, connection);
    byShape.put(shape, made);
    return made;
  }

  /** The next write asks the database again. */
  void forget(Shape shape) {
    byShape.remove(shape);
  }

  private TablePlan make(Shape shape, Dialect dialect, Connection connection)
      throws RetriableException {
    try {
      return Planner.plan(dialect, connection, shape, table);
    } catch (SQLException e) {
      throw new FatalException(dialect.refusal(e, null).getMessage(), e);
    }
  }
}
