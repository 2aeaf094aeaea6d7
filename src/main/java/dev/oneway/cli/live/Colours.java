package dev.oneway.cli.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import picocli.CommandLine.Help.Ansi;

/**
 * Colours where a person watches; plain text elsewhere, and where {@code NO_COLOR} is set. Threads
 * may share it.
 */
public final class Colours {
  private static final String RESET = "\u001b[0m";

  /** What standard output is on Linux, also while standard input is no terminal. */
  private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");

  private static final Pattern TERMINAL = Pattern.compile("/dev/(pts/|tty|console).*");

  private final boolean on;

  public Colours(boolean on) {
    this.on = on;
  }

  /** Colours for standard output. */
  public static Colours ofOutput() {
    return new Colours(Ansi.AUTO.enabled() || (isTerminal() && System.getenv("NO_COLOR") == null));
  }

  private static boolean isTerminal() {
    try {
      Path target = Files.readSymbolicLink(STANDARD_OUTPUT);
      return TERMINAL.matcher(target.toString()).matches();
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  public String green(String text) {
    return painted("32", text);
  }

  public String red(String text) {
    return painted("31", text);
  }

  public String bold(String text) {
    return painted("1", text);
  }

  public String faint(String text) {
    return painted("2", text);
  }

  private String painted(String code, String text) {
    return on ? "\u001b[" + code + "m" + text + RESET : text;
  }
}
