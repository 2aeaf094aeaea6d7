package dev.oneway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HrSandboxTest {
  private final TickingClock clock = new TickingClock();
  @TempDir private Path folder;
  private HrSandbox hr;

  @BeforeEach
  void open() {
    hr = HrSandbox.open(folder.resolve("hr.db"), clock);
  }

  @Test
  void aNewDatabaseHasTwoHundredPeopleAndAnOldOneKeepsItsOwn() {
    assertThat(hr.size()).isEqualTo(200);
    hr.hire();
    assertThat(HrSandbox.open(folder.resolve("hr.db"), clock).size()).isEqualTo(201);
  }

  @Test
  void whoLeavesHasALastDayAndWhoReturnsHasNone() {
    clock.forward(Duration.ofMinutes(1));
    hr.leave("E1007");
    assertThat(hr.person("E1007"))
        .containsEntry("status", "left")
        .containsEntry("left_on", "2026-01-31")
        .containsEntry("updated_at", "2026-01-31T12:01:00Z");
    clock.forward(Duration.ofMinutes(1));
    hr.rehire("E1007");
    assertThat(hr.person("E1007"))
        .containsEntry("status", "active")
        .containsEntry("left_on", null)
        .containsEntry("updated_at", "2026-01-31T12:02:00Z");
  }

  @Test
  void somebodyUnknownCannotChange() {
    assertThatThrownBy(() -> hr.leave("E1")).hasMessage("HR knows no E1");
    assertThat(hr.person("E1")).isEmpty();
  }

  @Test
  void ticksHireMoveAndLetGo() {
    Set<Object> states = new HashSet<>();
    for (int i = 0; i < 60; i++) {
      hr.tick();
    }
    for (int i = 0; i < hr.size(); i++) {
      states.add(hr.person("E" + (1001 + i)).get("status"));
    }
    assertThat(hr.size()).isBetween(210, 240);
    assertThat(states).containsExactlyInAnyOrder("active", "on_leave", "left");
  }

  @Test
  void theDestinationsBeginEmptyAndKeepWhatIsThere() {
    AccessControlSandbox access = AccessControlSandbox.open(folder.resolve("access.db"));
    BiSandbox bi = BiSandbox.open(folder.resolve("bi.db"));
    assertThat(access.people()).isEmpty();
    assertThat(bi.orders()).isEmpty();
    assertThat(bi.orderLines()).isEmpty();
    assertThat(AccessControlSandbox.open(folder.resolve("access.db")).people()).isEmpty();
    assertThat(access.jdbcUrl()).startsWith("jdbc:sqlite:/");
  }
}
