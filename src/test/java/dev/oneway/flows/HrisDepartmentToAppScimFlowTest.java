package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.demo.bamboohr.BambooHrSandbox;
import dev.oneway.demo.http.Weather;
import dev.oneway.preview.Drift;
import dev.oneway.preview.DriftKind;
import dev.oneway.run.Fate;
import dev.oneway.run.RunState;
import dev.oneway.run.RunSummary;
import dev.oneway.scim.ScimServer;
import dev.oneway.testing.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.directory.scim.spec.exception.ResourceException;
import org.apache.directory.scim.spec.resources.ScimGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flow as shipped, from a sandbox of BambooHR to a SCIM server that isn't ours. */
class HrisDepartmentToAppScimFlowTest {
  private static final String FLOW = "hris-department-to-app-scim";

  @TempDir private Path folder;
  private BambooHrSandbox bamboo;
  private ScimServer app;
  private Home home;

  @BeforeEach
  void open() throws IOException {
    bamboo = BambooHrSandbox.start(0, "s3cret-key", Weather.CLEAR);
    app = ScimServer.start("s3cret-token", Weather.CLEAR);
    home =
        new Home(folder)
            .copy("routes/" + FLOW + ".camel.yaml")
            .copy("mappings/bamboohr-employee-to-app-group.yaml")
            .set("bamboohr.url", bamboo.url())
            .set("oneway.auth.bamboohr.type", "basic")
            .set("oneway.auth.bamboohr.username", "s3cret-key")
            .set("oneway.auth.bamboohr.password", "x")
            .set("scim.url", app.url())
            .set("oneway.auth.scim.type", "bearer")
            .set("oneway.auth.scim.token", "s3cret-token");
    for (String department : List.of("Sales", "Support", "Sales", "Finance")) {
      bamboo.employees().update(bamboo.staff().hire(), Map.of("department", department));
    }
  }

  @AfterEach
  void close() {
    bamboo.close();
    app.close();
  }

  private RunSummary night() {
    RunSummary run = home.runOnce(FLOW);
    assertThat(run.reason()).isEmpty();
    assertThat(run.state()).isEqualTo(RunState.DONE);
    assertThat(run.counts().balanced()).isTrue();
    return run;
  }

  private List<String> groups() {
    return app.groups().all().stream().map(ScimGroup::getDisplayName).sorted().toList();
  }

  @Test
  void eachDepartmentIsAGroupOnceAndOneWithoutPeopleIsRemoved() throws ResourceException {
    String id = app.groups().create(new ScimGroup().setDisplayName("support")).getId();

    RunSummary first = night();

    assertThat(first.counts().of(Fate.CREATED)).isEqualTo(2);
    assertThat(first.counts().of(Fate.UPDATED)).as("it was there, made by hand").isEqualTo(1);
    assertThat(groups()).containsExactly("Finance", "Sales", "Support");
    assertThat(app.groups().of("Support")).extracting(ScimGroup::getId).containsExactly(id);
    assertThat(night().counts().of(Fate.CREATED)).isZero();

    bamboo.staff().leave(4);
    assertThat(night().counts().of(Fate.DELETED)).as("who left is filed there still").isZero();
    bamboo.employees().update(4, Map.of("department", "Sales"));
    assertThat(night().counts().of(Fate.DELETED)).isEqualTo(1);
    assertThat(groups()).containsExactly("Sales", "Support");
  }

  @Test
  void aGroupThatWasRenamedOrDeletedThereIsFoundAndPutBack() throws ResourceException {
    night();
    var unused = app.groups().of("Sales").findFirst().orElseThrow().setDisplayName("Market");
    app.groups().delete(app.groups().of("Support").findFirst().orElseThrow().getId());

    Drift drift = home.drift(FLOW, false);

    assertThat(drift.tally().of(DriftKind.MISSING)).isEqualTo(1);
    assertThat(drift.tally().samples().get(DriftKind.CHANGED))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.key()).contains("Sales");
              assertThat(found.heldOf("displayName")).contains("Market");
            });
    assertThat(home.drift(FLOW, true).repaired()).isEqualTo(2);
    assertThat(groups()).containsExactly("Finance", "Sales", "Support");
    assertThat(home.drift(FLOW, false).drifted()).isZero();
  }
}
