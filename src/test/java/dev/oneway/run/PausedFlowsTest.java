package dev.oneway.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.state.StateDatabase;
import dev.oneway.state.StateStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Which flows are paused, as all who share the state store know it. */
@ParameterizedClass
@EnumSource(StateDatabase.class)
class PausedFlowsTest {
  @Parameter StateDatabase database;
  @TempDir Path folder;
  private final TestClock clock = new TestClock();
  private StateStore store;

  @BeforeEach
  void open() {
    store = database.open(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aPauseIsKeptOnceAndSeenByOthersWhenTheyLook() {
    PausedFlows mine = new PausedFlows(store, clock);
    PausedFlows others = new PausedFlows(store, clock);
    assertThat(mine.pause("a", "ann")).isTrue();
    assertThat(others.of("a")).isEmpty();
    others.look();
    assertThat(others.of("a")).map(PausedFlows.Pause::by).contains("ann");
    assertThat(others.pause("a", "bob")).isFalse();
    assertThat(others.of("a")).map(PausedFlows.Pause::by).contains("ann");
    assertThat(new PausedFlows(store, clock).of("a")).isPresent();
    assertThat(others.resume("a")).isTrue();
    assertThat(mine.resume("a")).isFalse();
    assertThat(mine.of("a")).isEmpty();
  }
}
