package dev.oneway.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteStateTest {
  private static final String FULL = "2";
  @TempDir Path folder;

  @Test
  void aCommitIsOnDiskBeforeItReturns() {
    try (StateStore store = open()) {
      assertThat(pragma(store, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(store, "synchronous")).isEqualTo(FULL);
    }
  }

  @Test
  void theSettingsOfSpeedAreInForce() {
    try (StateStore store = open()) {
      assertThat(pragma(store, "cache_size")).isEqualTo("-65536");
      assertThat(pragma(store, "wal_autocheckpoint")).isEqualTo("16384");
      assertThat(pragma(store, "busy_timeout")).isEqualTo("30000");
    }
  }

  @Test
  void aTransactionIsAloneFromItsFirstStatementEvenWhenThatOneOnlyReads() throws Exception {
    try (StateStore store = open();
        Connection other = DriverManager.getConnection(url());
        Statement statement = other.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 0");
      store.useTransaction(
          handle -> {
            handle.createQuery("SELECT COUNT(*) FROM run").mapTo(Integer.class).one();
            assertThatThrownBy(() -> statement.execute("DELETE FROM run"))
                .hasMessageContaining("SQLITE_BUSY");
          });
      statement.execute("DELETE FROM run");
    }
  }

  @Test
  void theFolderIsMade() {
    Path deep = folder.resolve("a/b/state.db");
    try (StateStore store = StateDatabase.reopen("jdbc:sqlite:" + deep)) {
      assertThat(Files.exists(deep)).isTrue();
      assertThat(store.forUpdate()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:h2:./state", "jdbc:mysql://localhost/x", "state.db"})
  void anyOtherDatabaseIsRefused(String url) {
    assertThatThrownBy(() -> StateDatabase.reopen(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("oneway.state.url")
        .hasMessageContaining("jdbc:sqlite:")
        .hasMessageContaining("jdbc:postgresql:");
  }

  private StateStore open() {
    return StateDatabase.reopen(url());
  }

  private String url() {
    return StateDatabase.SQLITE.newUrl(folder);
  }

  private static String pragma(StateStore store, String name) {
    return store.inTransaction(
        handle -> handle.createQuery("PRAGMA " + name).mapTo(String.class).one());
  }
}
