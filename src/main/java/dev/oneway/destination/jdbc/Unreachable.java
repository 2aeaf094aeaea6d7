package dev.oneway.destination.jdbc;

import dev.oneway.run.FatalException;
import dev.oneway.run.RetriableException;
import java.sql.SQLException;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;

/** Why no connection could be had: an outage, or a login, a name or a file somebody must mend. */
final class Unreachable {
  private static final String REJECTED = "08004";
  private static final Set<SQLiteErrorCode> HOPELESS =
      Set.of(
          SQLiteErrorCode.SQLITE_CANTOPEN,
          SQLiteErrorCode.SQLITE_NOTADB,
          SQLiteErrorCode.SQLITE_CORRUPT,
          SQLiteErrorCode.SQLITE_PERM,
          SQLiteErrorCode.SQLITE_AUTH);

  private Unreachable() {}

  /**
   * @throws FatalException when waiting won't help
   */
  static RetriableException because(SQLException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && hopeless(sql)) {
        throw new FatalException(
            "the database lets nobody in: " + sql.getMessage() + ". " + remedy(sql), failure);
      }
    }
    return new RetriableException("the database can't be reached: " + reason(failure), failure);
  }

  private static String remedy(SQLException failure) {
    return failure.getErrorCode() == SQLiteErrorCode.SQLITE_CANTOPEN.code
        ? "Check the file in the data source's URL: Oneway makes none. For a new database make an"
            + " empty file."
        : "Check the data source's URL, user and password.";
  }

  private static boolean hopeless(SQLException failure) {
    String state = failure.getSQLState();
    if (state != null) {
      return state.startsWith("28") || state.startsWith("3D") || state.equals(REJECTED);
    }
    return HOPELESS.contains(SQLiteErrorCode.getErrorCode(failure.getErrorCode() & 0xff));
  }

  /** In the words of the driver, without what a pool says around them. */
  static String reason(SQLException failure) {
    SQLException innermost = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        innermost = sql;
      }
    }
    return innermost.getMessage();
  }
}
