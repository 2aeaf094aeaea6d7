package dev.oneway.destination.jdbc;

import dev.oneway.record.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Compares rows with those of one table, in one database's own way. Holds prepared SQL and nothing
 * of a run; threads may share it.
 */
interface TableReader {
  /**
   * One field of a row that is there.
   *
   * @param differs whether a write would change it
   * @param held its present value: text, number, boolean, or list or map of these
   */
  record Cell(boolean differs, Object held) {}

  /** Gets what is there. */
  interface Finder {
    /**
     * @param position of the row among those that were asked for
     * @param cells one per field that isn't part of the key
     */
    void found(int position, List<Cell> cells);
  }

  /** Tells of each row that is there. */
  void compare(Connection connection, List<Row> rows, Finder finder) throws SQLException, Refusal;

  /**
   * Tells the parents under which this child table has a row that isn't among these.
   *
   * @param under gets positions among the parents
   */
  void surplus(Connection connection, List<Row> parents, List<Row> rows, IntConsumer under)
      throws SQLException, Refusal;
}
