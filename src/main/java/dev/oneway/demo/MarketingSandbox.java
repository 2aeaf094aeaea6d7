package dev.oneway.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/**
 * Marketing's reporting database in a SQLite file, the table {@code marketing_leads}. Times are
 * ISO-8601 texts; the marketers write {@code segment}, which is theirs, and no flow writes it.
 *
 * <p>Threads may share it; other processes may read and write the file.
 */
public final class MarketingSandbox {
  private static final String TABLE =
      """
      CREATE TABLE IF NOT EXISTS marketing_leads (
        lead_id      TEXT NOT NULL PRIMARY KEY,
        email_sha256 TEXT,
        source       TEXT,
        industry     TEXT,
        country      TEXT,
        rating       TEXT,
        status       TEXT,
        stage        TEXT,
        score        NUMERIC,
        converted    BOOLEAN,
        created_at   TEXT,
        segment      TEXT
      )""";

  private final Path file;
  private final Jdbi jdbi;

  private MarketingSandbox(Path file) {
    this.file = file;
    this.jdbi = SandboxFile.open(file);
  }

  /** Opens the database; a new one is empty. */
  public static MarketingSandbox open(Path file) {
    MarketingSandbox sandbox = new MarketingSandbox(file);
    sandbox.jdbi.useTransaction(handle -> handle.execute(TABLE));
    return sandbox;
  }

  /** A marketer puts a lead into a segment. */
  public void writeSegment(String leadId, String segment) {
    jdbi.useTransaction(
        handle ->
            handle.execute(
                "UPDATE marketing_leads SET segment = ? WHERE lead_id = ?", segment, leadId));
  }

  /** All leads by column name, ordered by id. */
  public List<Map<String, Object>> leads() {
    return jdbi.withHandle(
        handle ->
            handle.createQuery("SELECT * FROM marketing_leads ORDER BY lead_id").mapToMap().list());
  }

  /** What a data source needs to write it. */
  public String jdbcUrl() {
    return SandboxFile.url(file);
  }
}
