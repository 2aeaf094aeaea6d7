package dev.oneway.flows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.app.Application;
import dev.oneway.flow.Entry;
import dev.oneway.testing.Home;
import dev.oneway.testing.LogLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of somebody's own, into which the shared error handling wasn't taken along. */
class FolderWithoutErrorHandlingTest {
  @TempDir private Path folder;
  private Home home;

  @BeforeEach
  void aHome() throws IOException {
    home = new Home(folder);
    Files.delete(folder.resolve("routes/error-handling.camel.yaml"));
  }

  private List<String> told(Entry entry) {
    try (LogLines log = new LogLines("dev.oneway.flow");
        Application application = home.start(entry)) {
      application.loadFlows();
      return log.all();
    }
  }

  @Test
  void whoRunsFlowsIsToldWhatToPutThere() {
    assertThat(told(Entry.ONCE))
        .singleElement()
        .asString()
        .contains("what fails is not tried again", "Put the one there that Oneway comes with.");
  }

  @Test
  void whoOnlyLooksIsNot() {
    assertThat(told(Entry.INSPECT)).isEmpty();
  }
}
