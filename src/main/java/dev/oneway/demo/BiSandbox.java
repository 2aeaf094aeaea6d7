package dev.oneway.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/**
 * A BI database in a SQLite file, the tables {@code orders} and {@code order_lines}. Money is text,
 * because SQLite keeps decimals as floating point; times are ISO-8601 texts.
 *
 * <p>Threads may share it; other processes may read and write the file.
 */
public final class BiSandbox {
  private static final String ORDERS =
      """
      CREATE TABLE IF NOT EXISTS orders (
        order_id      INTEGER NOT NULL PRIMARY KEY,
        order_number  TEXT,
        email         TEXT,
        currency      TEXT    NOT NULL,
        total         TEXT    NOT NULL,
        status        TEXT    NOT NULL,
        created_at    TEXT,
        updated_at    TEXT,
        customer_name TEXT,
        note          TEXT
      )""";

  private static final String ORDER_LINES =
      """
      CREATE TABLE IF NOT EXISTS order_lines (
        order_id   INTEGER NOT NULL,
        line_id    INTEGER NOT NULL,
        sku        TEXT,
        title      TEXT    NOT NULL,
        quantity   INTEGER NOT NULL,
        unit_price TEXT    NOT NULL,
        PRIMARY KEY (order_id, line_id)
      )""";

  private final Path file;
  private final Jdbi jdbi;

  private BiSandbox(Path file) {
    this.file = file;
    this.jdbi = SandboxFile.open(file);
  }

  /** Opens the database; a new one is empty. */
  public static BiSandbox open(Path file) {
    BiSandbox sandbox = new BiSandbox(file);
    sandbox.jdbi.useTransaction(
        handle -> {
          handle.execute(ORDERS);
          handle.execute(ORDER_LINES);
        });
    return sandbox;
  }

  /** All orders by column name, ordered by id. */
  public List<Map<String, Object>> orders() {
    return rows("SELECT * FROM orders ORDER BY order_id");
  }

  /** All order lines by column name, ordered by order and line. */
  public List<Map<String, Object>> orderLines() {
    return rows("SELECT * FROM order_lines ORDER BY order_id, line_id");
  }

  private List<Map<String, Object>> rows(String query) {
    return jdbi.withHandle(handle -> handle.createQuery(query).mapToMap().list());
  }

  /** What a data source needs to write it. */
  public String jdbcUrl() {
    return SandboxFile.url(file);
  }
}
