package dev.oneway.demo.bamboohr;

import dev.oneway.demo.DemoData;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What a human resources department does all day. Threads may share it. */
public final class BambooHrStaff {
  private static final long SEED = 20_260_131;
  private static final List<String> DEPARTMENTS =
      List.of("Engineering", "Finance", "Marketing", "Operations", "Sales", "Support");
  private static final List<String> DIVISIONS = List.of("Asia-Pacific", "Europe", "North America");
  private static final List<String> TITLES =
      List.of("Analyst", "Assistant", "Director", "Engineer", "Manager", "Specialist");

  private final BambooHrEmployees employees;
  private final InstantSource clock;
  private final DemoData data = new DemoData(new Random(SEED));

  BambooHrStaff(BambooHrEmployees employees, InstantSource clock) {
    this.employees = employees;
    this.clock = clock;
  }

  /** Somebody new begins. Returns the id. */
  public synchronized long hire() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("firstName", data.firstName());
    fields.put("lastName", data.lastName());
    fields.put("department", data.pick(DEPARTMENTS));
    fields.put("division", data.pick(DIVISIONS));
    fields.put("jobTitle", data.pick(TITLES));
    fields.put("hireDate", today());
    int number = 1000 + employees.all().size();
    fields.put("employeeNumber", Integer.toString(number));
    fields.put("workEmail", data.email(fields.get("firstName"), fields.get("lastName"), number));
    return employees.create(fields);
  }

  /** Somebody leaves. */
  public void leave(long id) {
    employees.update(id, Map.of("status", "Inactive", "terminationDate", today()));
  }

  /** Somebody who left is back. */
  public void rehire(long id) {
    employees.update(id, Map.of("status", "Active", "terminationDate", ""));
  }

  /** Somebody begins, comes back, marries or moves on, or now and then leaves. */
  public synchronized void tick() {
    List<Long> active = employees.idsOf("status", "Active");
    List<Long> left = employees.idsOf("status", "Inactive");
    int what = data.below(20);
    if (what < 4 || active.size() < 2) {
      hire();
    } else if (what < 5) {
      leave(data.pick(active));
    } else if (what < 7 && !left.isEmpty()) {
      rehire(data.pick(left));
    } else if (what < 14) {
      employees.update(data.pick(active), Map.of("lastName", data.lastName()));
    } else {
      employees.update(
          data.pick(active),
          Map.of(
              "department",
              data.pick(DEPARTMENTS),
              "jobTitle",
              data.pick(TITLES),
              "supervisorEId",
              Long.toString(active.get(0))));
    }
  }

  private String today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString();
  }
}
