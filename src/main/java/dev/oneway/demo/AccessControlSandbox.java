package dev.oneway.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/**
 * An access-control database in a SQLite file, the table {@code access_people}. The porters write
 * {@code door_note}; it is theirs, and no flow writes it.
 *
 * <p>Threads may share it; other processes may read and write the file.
 */
public final class AccessControlSandbox {
  private static final String TABLE =
      """
      CREATE TABLE IF NOT EXISTS access_people (
        person_no    TEXT    NOT NULL PRIMARY KEY,
        full_name    TEXT    NOT NULL,
        email        TEXT,
        department   TEXT,
        access_level INTEGER NOT NULL,
        active       BOOLEAN NOT NULL,
        door_note    TEXT,
        valid_until  DATE
      )""";

  private final Path file;
  private final Jdbi jdbi;

  private AccessControlSandbox(Path file) {
    this.file = file;
    this.jdbi = SandboxFile.open(file);
  }

  /** Opens the database; a new one knows nobody. */
  public static AccessControlSandbox open(Path file) {
    AccessControlSandbox sandbox = new AccessControlSandbox(file);
    sandbox.jdbi.useTransaction(handle -> handle.execute(TABLE));
    return sandbox;
  }

  /** A porter leaves a note on somebody. */
  public void writeDoorNote(String personNo, String note) {
    jdbi.useTransaction(
        handle ->
            handle.execute(
                "UPDATE access_people SET door_note = ? WHERE person_no = ?", note, personNo));
  }

  /** All rows by column name, ordered by person. */
  public List<Map<String, Object>> people() {
    return jdbi.withHandle(
        handle ->
            handle.createQuery("SELECT * FROM access_people ORDER BY person_no").mapToMap().list());
  }

  /** What a data source needs to write it. */
  public String jdbcUrl() {
    return SandboxFile.url(file);
  }
}
