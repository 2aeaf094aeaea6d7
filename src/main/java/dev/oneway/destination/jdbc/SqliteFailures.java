package dev.oneway.destination.jdbc;

import dev.oneway.run.FatalException;
import dev.oneway.run.RetriableException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Sorts what SQLite answers by its result code (sqlite.org/rescode.html). */
final class SqliteFailures {
  /** {@code [SQLITE_CONSTRAINT_UNIQUE] … (UNIQUE constraint failed: users.email)}. */
  private static final Pattern WORDS = Pattern.compile("^\\[\\w+][^(]*\\((.*)\\)$", Pattern.DOTALL);

  private static final Pattern COLUMN = Pattern.compile("(?:failed: |column )(.+)$");

  private SqliteFailures() {}

  /** See {@link Dialect#refusal}; the table is null where no row is being written. */
  static Refusal refusal(SQLException failure, TablePlan plan) throws RetriableException {
    SQLiteErrorCode code = code(failure);
    String words = words(failure);
    return switch (SQLiteErrorCode.getErrorCode(code.code & 0xff)) {
      case SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG -> {
        if (plan == null) {
          throw new FatalException("SQLite: " + words, failure);
        }
        yield new Refusal(category(code), field(words, plan), plan.table() + ": " + words);
      }
      case SQLITE_BUSY,
          SQLITE_LOCKED,
          SQLITE_FULL,
          SQLITE_IOERR,
          SQLITE_NOMEM,
          SQLITE_PROTOCOL,
          SQLITE_INTERRUPT,
          SQLITE_SCHEMA ->
          throw new RetriableException("SQLite: " + words, failure);
      default ->
          throw new FatalException(
              "SQLite: "
                  + words
                  + ". Check the table against the mapping, and that its file may be written; the"
                  + " next run looks at the table again.",
              failure);
    };
  }

  private static SQLiteErrorCode code(SQLException failure) {
    return failure instanceof SQLiteException sqlite
        ? sqlite.getResultCode()
        : SQLiteErrorCode.getErrorCode(failure.getErrorCode());
  }

  private static String category(SQLiteErrorCode code) {
    return switch (code) {
      case SQLITE_CONSTRAINT_NOTNULL -> Refusal.MISSING;
      case SQLITE_CONSTRAINT_DATATYPE, SQLITE_MISMATCH -> Refusal.TYPE;
      case SQLITE_TOOBIG -> Refusal.TOO_LONG;
      default -> Refusal.CONSTRAINT;
    };
  }

  private static Optional<String> field(String words, TablePlan plan) {
    Matcher matcher = COLUMN.matcher(words);
    String start = plan.table().name() + ".";
    if (!matcher.find() || !matcher.group(1).startsWith(start)) {
      return Optional.empty();
    }
    int field = plan.fieldOf(matcher.group(1).substring(start.length()));
    return field < 0 ? Optional.empty() : Optional.of(plan.label(field));
  }

  private static String words(SQLException failure) {
    Matcher matcher = WORDS.matcher(String.valueOf(failure.getMessage()));
    return matcher.matches() ? matcher.group(1) : String.valueOf(failure.getMessage());
  }
}
