package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.demo.AccessControlSandbox;
import dev.oneway.demo.HrSandbox;
import dev.oneway.flow.FlowFiles;
import dev.oneway.governance.ColumnLocks;
import dev.oneway.governance.Lineage;
import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.testing.Home;
import dev.oneway.testing.Postgres;
import dev.oneway.testing.Sql;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flow as shipped, from a sandbox of HR to a sandbox of access control. */
class HrPeopleToAccessControlFlowTest {
  private static final String FLOW = "hr-people-to-access-control";
  private static final String ANN = "E1005";

  @TempDir private Path folder;
  private HrSandbox hr;
  private AccessControlSandbox doors;
  private Home home;

  @BeforeEach
  void open() {
    hr = HrSandbox.open(folder.resolve("hr.db"));
    doors = AccessControlSandbox.open(folder.resolve("doors.db"));
    home =
        new Home(folder)
            .copy("routes/hr-people-to-access-control.camel.yaml")
            .copy("mappings/hr-person-to-access-person.yaml")
            .source("hr", hr.jdbcUrl())
            .destination("access-control", doors.jdbcUrl());
  }

  private RunSummary run() {
    RunSummary run = home.runOnce(FLOW);
    assertThat(run.state()).as(run.toString()).isEqualTo(RunState.DONE);
    return run;
  }

  private Map<String, Object> ann() {
    return doors.people().stream()
        .filter(person -> person.get("person_no").equals(ANN))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everybodyArrivesAndASecondRunWritesNothing() {
    assertThat(run().counts().of(Fate.CREATED)).isEqualTo(hr.size());
    assertThat(doors.people()).hasSize(hr.size());
    Map<String, Object> atHr = hr.person(ANN);
    assertThat(ann())
        .containsEntry("full_name", atHr.get("first_name") + " " + atHr.get("last_name"))
        .containsEntry("department", atHr.get("department"))
        .containsEntry("access_level", atHr.get("badge_level"));
    RunSummary second = run();
    assertThat(second.counts().of(Fate.UNCHANGED)).isEqualTo(second.counts().read()).isPositive();
  }

  @Test
  void whoLeavesIsSetInactiveAndWhoReturnsIsActiveAgainUnderTheSameNumber() {
    run();
    hr.leave(ANN);
    assertThat(run().counts().of(Fate.UPDATED)).isEqualTo(1);
    assertThat(active()).isEqualTo("0");
    assertThat(ann().get("valid_until")).isEqualTo(hr.person(ANN).get("left_on"));

    hr.rehire(ANN);
    assertThat(run().counts().of(Fate.UPDATED)).isEqualTo(1);
    assertThat(active()).isEqualTo("1");
    assertThat(ann().get("valid_until")).isNull();
    assertThat(doors.people()).hasSize(hr.size());
  }

  private String active() {
    return Sql.rows(
            doors.jdbcUrl(), "SELECT active FROM access_people WHERE person_no = '" + ANN + "'")
        .get(0);
  }

  @Test
  void whatThePortersWroteStaysTheirs() {
    run();
    doors.writeDoorNote(ANN, "rings twice");
    hr.moveTo(ANN, "Basement");
    hr.hire();
    RunSummary run = run();
    assertThat(run.counts().of(Fate.UPDATED)).isEqualTo(1);
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(1);
    assertThat(ann())
        .containsEntry("department", "Basement")
        .containsEntry("door_note", "rings twice");
  }

  /** With the statements of {@code oneway docs}, on a real PostgreSQL. */
  @Test
  void syncedColumnsAreLockedForEverybodyElse() {
    String postgres = Postgres.newDatabase();
    Sql.execute(
        postgres,
        """
        CREATE TABLE access_people (person_no text PRIMARY KEY, full_name text NOT NULL, email text,
          department text, access_level int NOT NULL, active boolean NOT NULL, door_note text,
          valid_until date);
        CREATE ROLE access_sync LOGIN; CREATE ROLE porters LOGIN;
        GRANT ALL ON access_people TO porters, access_sync; GRANT UPDATE ON access_people TO PUBLIC;
        GRANT TEMPORARY ON DATABASE %s TO access_sync;
        """
            .formatted(Sql.rows(postgres, "SELECT current_database()").get(0)));
    home.destination("access-control", as("access_sync", postgres));
    locks().forEach(statement -> Sql.execute(postgres, statement));

    assertThat(run().counts().of(Fate.CREATED)).isEqualTo(hr.size());
    hr.leave(ANN);
    assertThat(run().counts().of(Fate.UPDATED)).isEqualTo(1);
    String porter = as("porters", postgres);
    for (String column :
        List.of("full_name", "email", "department", "access_level", "active", "valid_until")) {
      assertThatThrownBy(
              () -> Sql.execute(porter, "UPDATE access_people SET " + column + " = NULL"))
          .hasMessageContaining("permission denied");
    }
    assertThatThrownBy(() -> Sql.execute(porter, "DELETE FROM access_people"))
        .hasMessageContaining("permission denied");
    Sql.execute(porter, "UPDATE access_people SET door_note = 'rings twice'");
    assertThat(
            Sql.rows(
                porter,
                "SELECT active, door_note FROM access_people WHERE person_no = '" + ANN + "'"))
        .containsExactly("f|rings twice");
  }

  private static String as(String role, String url) {
    return url.replace("user=postgres", "user=" + role);
  }

  private List<String> locks() {
    Lineage lineage = Lineage.of(FlowFiles.in(home.file("routes"), home.file("mappings")));
    return new ColumnLocks(
            List.of("porters"),
            name -> Optional.of("access_sync").filter(role -> name.endsWith(".user")))
        .of(lineage.flows()).stream().flatMap(lock -> lock.statements().stream()).toList();
  }

  @Test
  void aStatusNobodyKnowsIsADeadLetterAndTheOthersArrive() {
    Sql.execute(
        hr.jdbcUrl(),
        "PRAGMA ignore_check_constraints = 1;\nUPDATE people SET status = 'sabbatical' WHERE"
            + " employee_number = 'E1005'");
    RunSummary run = run();
    assertThat(run.counts().of(Fate.REJECTED)).isEqualTo(1);
    assertThat(run.counts().of(Fate.CREATED)).isEqualTo(hr.size() - 1);
    assertThat(home.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.key()).contains(ANN);
              assertThat(letter.field()).contains("active");
              assertThat(letter.reason()).contains("sabbatical");
            });
    hr.leave(ANN);
    run();
    assertThat(home.deadLetters()).isEmpty();
    assertThat(active()).isEqualTo("0");
  }
}
