package dev.oneway.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is sent to a terminal of JLine's own, which is as large as it is told. */
class LiveScreenTest {
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private Terminal terminal;

  @BeforeEach
  void open() throws IOException {
    terminal =
        new ExternalTerminal(
            "screen",
            "xterm-256color",
            new ByteArrayInputStream(new byte[0]),
            sent,
            StandardCharsets.UTF_8);
    terminal.setSize(new Size(20, 3));
  }

  @AfterEach
  void close() throws IOException {
    terminal.close();
  }

  /** What was sent since the last call. */
  private String sent() {
    terminal.flush();
    String text = sent.toString(StandardCharsets.UTF_8);
    sent.reset();
    return text;
  }

  private static List<AttributedString> lines(int rows, int columns, String first) {
    AttributedString line =
        new AttributedString(first, AttributedStyle.DEFAULT.foreground(AttributedStyle.RED));
    return List.of(line, new AttributedString(rows + "x" + columns), AttributedString.EMPTY);
  }

  @Test
  void onlyWhatHasChangedIsDrawnAnew() {
    try (LiveScreen screen = new LiveScreen(terminal, true)) {
      screen.draw((rows, columns) -> lines(rows, columns, "read 12,003"));
      assertThat(sent()).contains("read 12,003", "3x20");
      screen.draw((rows, columns) -> lines(rows, columns, "read 12,004"));
      assertThat(sent()).contains("read 12,004").doesNotContain("3x20");
      screen.draw((rows, columns) -> lines(rows, columns, "read 12,004"));
      assertThat(sent()).isEmpty();
    }
  }

  @Test
  void aTerminalThatIsMadeLargerIsDrawnAnew() {
    try (LiveScreen screen = new LiveScreen(terminal, true)) {
      screen.draw((rows, columns) -> lines(rows, columns, "read 1"));
      terminal.setSize(new Size(40, 5));
      sent();
      screen.draw((rows, columns) -> lines(rows, columns, "read 1"));
      assertThat(sent()).contains("read 1", "5x40");
    }
  }

  @Test
  void whatStoodThereBeforeIsThereAgainWhenItIsClosed() {
    LiveScreen screen = new LiveScreen(terminal, true);
    assertThat(sent()).contains("\u001b[?1049h", "\u001b[?25l");
    screen.close();
    assertThat(sent.toString(StandardCharsets.UTF_8)).contains("\u001b[?1049l", "25h");
  }

  @Test
  void withoutColoursNoneIsSent() {
    try (LiveScreen screen = new LiveScreen(terminal, false)) {
      screen.draw((rows, columns) -> lines(rows, columns, "read 1"));
      assertThat(sent()).contains("read 1").doesNotContain("\u001b[31m");
      assertThat(screen.text(lines(3, 20, "read 1"))).startsWith("read 1\n");
    }
    try (LiveScreen screen = new LiveScreen(terminal, true)) {
      assertThat(screen.text(lines(3, 20, "read 1"))).contains("\u001b[31mread 1");
    }
  }
}
