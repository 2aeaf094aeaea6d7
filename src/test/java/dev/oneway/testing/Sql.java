package dev.oneway.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Looks into a database from outside, and changes it behind everybody's back. */
public final class Sql {
  private static final Pattern END_OF_STATEMENT = Pattern.compile(";\\s*(\\n|$)");

  private Sql() {}

  /** Runs statements that are separated by semicolons at the ends of lines. */
  public static void execute(String url, String statements) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String one : END_OF_STATEMENT.splitAsStream(statements).toList()) {
        if (!one.isBlank()) {
          statement.execute(one);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The rows of a query, each as its columns' texts joined by {@code |}; null is {@code null}. */
  public static List<String> rows(String url, String query) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        List<String> cells = new ArrayList<>();
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
          cells.add(String.valueOf(rows.getString(column)));
        }
        found.add(String.join("|", cells));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public static long count(String url, String table) {
    return Long.parseLong(rows(url, "SELECT COUNT(*) FROM " + table).get(0));
  }
}
