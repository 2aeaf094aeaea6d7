package dev.oneway.destination.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Writes rows of one table inside an open transaction, in one database's own way. Holds prepared
 * SQL and nothing of a run; threads may share it.
 */
interface TableWriter {
  /** Creates or updates rows and tells each one's fate. */
  void upsert(Connection connection, Batch batch, Fates fates, Mode mode)
      throws SQLException, Refusal;

  /** Updates the rows that are there and tells which of them changed; never inserts. */
  void deactivate(Connection connection, Batch batch, Fates fates) throws SQLException, Refusal;

  /** Deletes the rows that are there and tells which were; with an archive they are in it then. */
  void remove(Connection connection, Batch batch, Fates fates) throws SQLException, Refusal;

  /**
   * Finds the rows that have become one row of the table. What isn't there is no row of it.
   *
   * @return positions in the batch, two or more that belong together in each list
   */
  List<List<Integer>> sameKeys(Connection connection, Batch batch) throws SQLException, Refusal;

  /**
   * Deletes this child table's rows that stand under the parents and aren't among the batch.
   *
   * @param child the table's position among the parents' children; parents that say nothing of them
   *     are left alone
   */
  void prune(Connection connection, Batch parents, int child, Batch batch, Fates fates)
      throws SQLException, Refusal;
}
