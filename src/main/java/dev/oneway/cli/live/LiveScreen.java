package dev.oneway.cli.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp.Capability;

/**
 * The whole terminal as a screen: drawn anew in place, only where something has changed, in
 * whatever size the terminal has at that moment. What stood in the terminal before is there again
 * when it is closed. Belongs to one thread at a time.
 */
final class LiveScreen implements AutoCloseable {
  private final Terminal terminal;
  private final Attributes before;
  private final boolean styled;
  private Size size = new Size(0, 0);
  private List<AttributedString> drawn = List.of();

  /**
   * @param terminal one that can move its cursor
   * @param styled whether colours and bold letters are wanted
   */
  LiveScreen(Terminal terminal, boolean styled) {
    this.terminal = terminal;
    this.styled = styled;
    before = terminal.enterRawMode(); // what is typed would be drawn into it; Ctrl-C stays a signal
    terminal.puts(Capability.enter_ca_mode);
    terminal.puts(Capability.cursor_invisible);
    terminal.flush();
  }

  /** On the terminal of this process; empty when nobody watches, or it can't move its cursor. */
  static Optional<LiveScreen> open() {
    return terminal().map(terminal -> new LiveScreen(terminal, System.getenv("NO_COLOR") == null));
  }

  /** Whether what is printed is seen on a terminal. */
  static boolean isWatched() {
    Optional<Terminal> terminal = terminal();
    terminal.ifPresent(LiveScreen::close);
    return terminal.isPresent();
  }

  private static Optional<Terminal> terminal() {
    try {
      // Signals stay the JVM's: Ctrl-C runs the shutdown hooks.
      Terminal terminal =
          TerminalBuilder.builder()
              .system(true)
              .systemOutput(TerminalBuilder.SystemOutput.SysOut)
              .dumb(true)
              .nativeSignals(false)
              .encoding(StandardCharsets.UTF_8)
              .build();
      if (terminal.getStringCapability(Capability.cursor_address) != null) {
        return Optional.of(terminal);
      }
      close(terminal);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void close(Terminal terminal) {
    try {
      terminal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Draws a picture.
   *
   * @param picture makes as many lines as it is told, as wide as it is told
   */
  void draw(BiFunction<Integer, Integer, List<AttributedString>> picture) {
    Size now = terminal.getSize();
    if (!now.equals(size)) {
      size = now;
      drawn = List.of();
      terminal.puts(Capability.clear_screen);
    }
    List<AttributedString> lines = lines(picture.apply(size.getRows(), size.getColumns()));
    for (int row = 0; row < lines.size(); row++) {
      if (row >= drawn.size() || !drawn.get(row).equals(lines.get(row))) {
        draw(row, lines.get(row));
      }
    }
    drawn = lines;
    terminal.flush();
  }

  /** The line's own end is cleared and nothing before it, so that nothing flickers. */
  private void draw(int row, AttributedString line) {
    terminal.puts(Capability.cursor_address, row, 0);
    terminal.writer().print(line.toAnsi(terminal));
    if (line.columnLength() < size.getColumns()) {
      terminal.puts(Capability.clr_eol);
    }
  }

  private List<AttributedString> lines(List<AttributedString> picture) {
    return styled
        ? picture
        : picture.stream().map(line -> new AttributedString(line.toString())).toList();
  }

  /** These lines as they may be printed when it is closed. */
  String text(List<AttributedString> picture) {
    StringBuilder text = new StringBuilder();
    lines(picture).forEach(line -> text.append(line.toAnsi(terminal)).append('\n'));
    return text.toString();
  }

  int width() {
    return Math.max(1, terminal.getWidth());
  }

  @Override
  public void close() {
    terminal.puts(Capability.cursor_visible);
    terminal.puts(Capability.exit_ca_mode);
    terminal.setAttributes(before);
    terminal.flush();
    close(terminal);
  }
}
