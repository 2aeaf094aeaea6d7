package dev.oneway.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/**
 * A customer portal's database in a SQLite file, the table {@code billing_status}: what a customer
 * subscribed to and has to pay. Times are ISO-8601 texts, amounts whole numbers of the currency's
 * smallest unit; the portal's people write {@code note}, which is theirs, and no flow writes it.
 *
 * <p>Threads may share it; other processes may read and write the file.
 */
public final class PortalSandbox {
  private static final String TABLE =
      """
      CREATE TABLE IF NOT EXISTS billing_status (
        object_id    TEXT    NOT NULL PRIMARY KEY,
        kind         TEXT    NOT NULL,
        customer_id  TEXT    NOT NULL,
        status       TEXT    NOT NULL,
        number       TEXT,
        currency     TEXT,
        amount_due   INTEGER,
        amount_paid  INTEGER,
        pay_url      TEXT,
        period_ends  TEXT,
        ends_then    BOOLEAN,
        changed_at   TEXT    NOT NULL,
        note         TEXT
      )""";

  private final Path file;
  private final Jdbi jdbi;

  private PortalSandbox(Path file) {
    this.file = file;
    this.jdbi = SandboxFile.open(file);
  }

  /** Opens the database; a new one is empty. */
  public static PortalSandbox open(Path file) {
    PortalSandbox sandbox = new PortalSandbox(file);
    sandbox.jdbi.useTransaction(handle -> handle.execute(TABLE));
    return sandbox;
  }

  /** Somebody of the portal notes something. */
  public void write(String objectId, String note) {
    jdbi.useTransaction(
        handle ->
            handle.execute(
                "UPDATE billing_status SET note = ? WHERE object_id = ?", note, objectId));
  }

  /** All rows by column name, ordered by id. */
  public List<Map<String, Object>> rows() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT * FROM billing_status ORDER BY object_id")
                .mapToMap()
                .list());
  }

  /** What a data source needs to write it. */
  public String jdbcUrl() {
    return SandboxFile.url(file);
  }
}
