package dev.oneway.destination.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.run.FatalException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnreachableTest {
  @TempDir private Path folder;

  @Test
  void aFileThatIsNotThereIsNoMatterOfUserAndPassword() {
    String url = "jdbc:sqlite:" + folder.resolve("missing/bi.db");
    assertThatThrownBy(
            () -> {
              try {
                DriverManager.getConnection(url);
              } catch (SQLException e) {
                throw Unreachable.because(e);
              }
            })
        .isInstanceOf(FatalException.class)
        .hasMessageContaining("Oneway makes none. For a new database make an empty file.")
        .hasMessageNotContaining("password");
  }
}
