package dev.oneway.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/**
 * An analytics database in a SQLite file, the table {@code support_tickets}. Times are ISO-8601
 * texts; the analysts write {@code topic}, which is theirs, and no flow writes it.
 *
 * <p>Threads may share it; other processes may read and write the file.
 */
public final class AnalyticsSandbox {
  private static final String TABLE =
      """
      CREATE TABLE IF NOT EXISTS support_tickets (
        ticket_id       INTEGER NOT NULL PRIMARY KEY,
        subject         TEXT,
        status          TEXT    NOT NULL,
        priority        TEXT,
        type            TEXT,
        channel         TEXT,
        requester_id    INTEGER,
        assignee_id     INTEGER,
        organization_id INTEGER,
        group_id        INTEGER,
        tags            TEXT,
        custom_fields   TEXT,
        satisfaction    TEXT,
        created_at      TEXT    NOT NULL,
        updated_at      TEXT,
        due_at          TEXT,
        deleted         BOOLEAN NOT NULL,
        topic           TEXT
      )""";

  private final Path file;
  private final Jdbi jdbi;

  private AnalyticsSandbox(Path file) {
    this.file = file;
    this.jdbi = SandboxFile.open(file);
  }

  /** Opens the database; a new one is empty. */
  public static AnalyticsSandbox open(Path file) {
    AnalyticsSandbox sandbox = new AnalyticsSandbox(file);
    sandbox.jdbi.useTransaction(handle -> handle.execute(TABLE));
    return sandbox;
  }

  /** An analyst says what a ticket is about. */
  public void writeTopic(long ticketId, String topic) {
    jdbi.useTransaction(
        handle ->
            handle.execute(
                "UPDATE support_tickets SET topic = ? WHERE ticket_id = ?", topic, ticketId));
  }

  /** All tickets by column name, ordered by id. */
  public List<Map<String, Object>> tickets() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT * FROM support_tickets ORDER BY ticket_id")
                .mapToMap()
                .list());
  }

  /** What a data source needs to write it. */
  public String jdbcUrl() {
    return SandboxFile.url(file);
  }
}
