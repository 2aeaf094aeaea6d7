package dev.oneway.state;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Statements for what is done so often that preparing them each time would be felt: prepared once a
 * session and kept. Used by one thread.
 */
public final class KeptStatements {
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private Connection session;

  /** The statement in the handle's session. It stays open; what it gives out is to be closed. */
  public PreparedStatement of(Handle handle, String sql) throws SQLException {
    Connection current = handle.getConnection().unwrap(Connection.class);
    if (current != session) {
      // Those of another session ended with it.
      statements.clear();
      session = current;
    }
    PreparedStatement known = statements.get(sql);
    if (known == null) {
      known = current.prepareStatement(sql);
      statements.put(sql, known);
    }
    return known;
  }

  /** Prepares all anew from now on: after a failure nobody knows what is left in one. */
  public void forget() {
    for (PreparedStatement statement : statements.values()) {
      try {
        statement.close();
      } catch (SQLException e) {
        // Its session is gone, and it with it.
      }
    }
    statements.clear();
    session = null;
  }
}
