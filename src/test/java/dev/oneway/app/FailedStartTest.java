package dev.oneway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.flow.Entry;
import dev.oneway.testing.Home;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.CamelContextTracker;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailedStartTest {
  @TempDir private Path folder;

  /** Each context that is created while it is open. */
  private static final class Created extends CamelContextTracker {
    private final List<CamelContext> contexts = new ArrayList<>();

    @Override
    public void contextCreated(CamelContext context) {
      contexts.add(context);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "oneway.state.url, nonsense",
    "oneway.overlap, soon",
    "oneway.no.such.setting, 1",
    "camel.main.noSuchOption, 1"
  })
  void aStartThatFailsLeavesNothingRunning(String setting, String value) {
    Home home = new Home(folder).set(setting, value);
    try (Created created = new Created()) {
      created.open();
      assertThatThrownBy(() -> home.start(Entry.SCHEDULE)).hasMessageContaining("o");
      assertThat(created.contexts).hasSize(1).allMatch(CamelContext::isStopped);
    }
  }
}
