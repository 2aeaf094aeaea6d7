package dev.oneway.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class ScreenLogTest {
  private static final Logger LOG = LoggerFactory.getLogger("dev.oneway.cli.live.ScreenLogTest");

  @TempDir private Path folder;

  @Test
  void theLogGoesToItsFileAndItsWarningsAreCounted() throws Exception {
    Path file = folder.resolve("demo.log");
    try (ScreenLog log = ScreenLog.to(file)) {
      assertThat(log.warnings()).isEqualTo(ScreenLog.Warnings.NONE);
      LOG.warn("the source\n is down");
      LOG.error("the source is {}", "gone");
      assertThat(log.warnings()).isEqualTo(new ScreenLog.Warnings(2, "the source is gone"));
      assertThat(log.path()).isEqualTo(file);
    }
    LOG.warn("afterwards");
    assertThat(Files.readString(file))
        .contains("WARN  the source", "ERROR the source is gone")
        .doesNotContain("afterwards");
  }
}
