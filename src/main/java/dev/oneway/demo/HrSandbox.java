package dev.oneway.demo;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * An HR database in a SQLite file, the table {@code people}, and what happens to its people. Times
 * are ISO-8601 texts in UTC with whole seconds, so that they sort as text.
 *
 * <p>What happened is in the file. Threads may share it; other processes may read the file.
 */
public final class HrSandbox {
  private static final int PEOPLE = 200;
  private static final long SEED = 20_260_131;
  private static final int FIRST_NUMBER = 1001;
  private static final int DAYS_OF_HISTORY = 3000;

  private static final String TABLE =
      """
      CREATE TABLE IF NOT EXISTS people (
        id              INTEGER NOT NULL PRIMARY KEY,
        employee_number TEXT    NOT NULL UNIQUE,
        first_name      TEXT    NOT NULL,
        last_name       TEXT    NOT NULL,
        email           TEXT    NOT NULL,
        department      TEXT    NOT NULL,
        badge_level     INTEGER NOT NULL,
        status          TEXT    NOT NULL CHECK (status IN ('active', 'on_leave', 'left')),
        hired_on        TEXT    NOT NULL,
        left_on         TEXT,
        updated_at      TEXT    NOT NULL
      )""";

  private static final String INDEX =
      "CREATE INDEX IF NOT EXISTS people_by_change ON people (updated_at)";

  private final Path file;
  private final InstantSource clock;
  private final Jdbi jdbi;
  private final DemoData data = new DemoData(new Random(SEED));
  private final List<String> departments = DemoData.lines("departments.txt");

  private HrSandbox(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
    this.jdbi = SandboxFile.open(file);
  }

  /** Opens the database; a new one has 200 people. */
  public static HrSandbox open(Path file) {
    return open(file, InstantSource.system());
  }

  /** Opens a database that lives in the time of this clock. */
  public static HrSandbox open(Path file, InstantSource clock) {
    HrSandbox hr = new HrSandbox(file, clock);
    hr.jdbi.useTransaction(hr::fill);
    return hr;
  }

  private void fill(Handle handle) {
    handle.execute(TABLE);
    handle.execute(INDEX);
    if (count(handle) == 0) {
      for (int i = 0; i < PEOPLE; i++) {
        add(handle, today().minusDays(data.below(DAYS_OF_HISTORY)));
      }
    }
  }

  /** Something happens in the company, as it happens in companies. */
  public synchronized void tick() {
    int dice = data.below(100);
    if (dice < 35) {
      hire();
      return;
    }
    String number = "E" + (FIRST_NUMBER + data.below(size()));
    boolean hasLeft = "left".equals(person(number).get("status"));
    if (hasLeft) {
      rehire(number);
    } else if (dice < 65) {
      moveTo(number, data.pick(departments));
    } else if (dice < 80) {
      setStatus(number, "on_leave", null);
    } else {
      leave(number);
    }
  }

  /** Somebody starts today. Returns the employee number. */
  public synchronized String hire() {
    return jdbi.inTransaction(handle -> add(handle, today()));
  }

  /** Somebody's last day is today. */
  public void leave(String employeeNumber) {
    setStatus(employeeNumber, "left", today().toString());
  }

  /** Somebody who left comes back under the same number. */
  public void rehire(String employeeNumber) {
    setStatus(employeeNumber, "active", null);
  }

  /** Somebody changes department. */
  public void moveTo(String employeeNumber, String department) {
    change("department = ?", employeeNumber, department);
  }

  private void setStatus(String employeeNumber, String status, String leftOn) {
    change("status = ?, left_on = ?", employeeNumber, status, leftOn);
  }

  private void change(String what, String employeeNumber, Object... values) {
    Object[] all = new Object[values.length + 2];
    System.arraycopy(values, 0, all, 0, values.length);
    all[values.length] = now();
    all[values.length + 1] = employeeNumber;
    String sql = "UPDATE people SET " + what + ", updated_at = ? WHERE employee_number = ?";
    if (jdbi.<Integer, RuntimeException>inTransaction(handle -> handle.execute(sql, all)) == 0) {
      throw new IllegalArgumentException("HR knows no " + employeeNumber);
    }
  }

  private String add(Handle handle, LocalDate hiredOn) {
    int number = FIRST_NUMBER + count(handle);
    String first = data.firstName();
    String last = data.lastName();
    handle.execute(
        "INSERT INTO people (employee_number, first_name, last_name, email, department,"
            + " badge_level, status, hired_on, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        "E" + number,
        first,
        last,
        data.email(first, last, number),
        data.pick(departments),
        1 + data.below(3),
        "active",
        hiredOn.toString(),
        now());
    return "E" + number;
  }

  /** How many people HR knows, those who left among them. */
  public int size() {
    return jdbi.withHandle(HrSandbox::count);
  }

  /** A person's row by column name; empty when HR knows none of this number. */
  public Map<String, Object> person(String employeeNumber) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT * FROM people WHERE employee_number = ?")
                .bind(0, employeeNumber)
                .mapToMap()
                .findOne()
                .orElse(Map.of()));
  }

  /** What a data source needs to read it, e.g. {@code jdbc:sqlite:/tmp/demo/hr.db}. */
  public String jdbcUrl() {
    return SandboxFile.url(file);
  }

  private static int count(Handle handle) {
    return handle.createQuery("SELECT count(*) FROM people").mapTo(Integer.class).one();
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
