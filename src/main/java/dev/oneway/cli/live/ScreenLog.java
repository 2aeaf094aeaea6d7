package dev.oneway.cli.live;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import dev.oneway.mapping.value.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.LoggerFactory;

/**
 * Leads the log into a file while a screen is drawn, so that no line of it tears the screen, and
 * counts the warnings. Threads may share it.
 */
final class ScreenLog implements AutoCloseable {
  private static final String PATTERN = "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %msg%n%rEx";

  /**
   * What needs somebody's eye.
   *
   * @param count how many warnings and errors there were
   * @param last the last one's message; empty when there was none
   */
  record Warnings(long count, String last) {
    static final Warnings NONE = new Warnings(0, "");
  }

  private final Logger root;
  private final List<Appender<ILoggingEvent>> consoles = new ArrayList<>();
  private final FileAppender<ILoggingEvent> file = new FileAppender<>();
  private final Counter counter = new Counter();
  private final Path path;

  private ScreenLog(Logger root, Path path) {
    this.root = root;
    this.path = path;
  }

  /**
   * From now on what is logged goes to this file and not to the terminal.
   *
   * @param path in a folder that is there
   */
  static ScreenLog to(Path path) {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ScreenLog log = new ScreenLog(root, path);
    root.iteratorForAppenders()
        .forEachRemaining(
            appender -> {
              if (appender instanceof ConsoleAppender) {
                log.consoles.add(appender);
              }
            });
    log.start(root.getLoggerContext());
    return log;
  }

  private void start(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    file.setContext(context);
    file.setFile(path.toString());
    file.setEncoder(encoder);
    file.start();
    counter.setContext(context);
    counter.start();
    root.addAppender(file);
    root.addAppender(counter);
    consoles.forEach(root::detachAppender);
  }

  Path path() {
    return path;
  }

  Warnings warnings() {
    return counter.warnings.get();
  }

  /** What is logged goes to where it went before. */
  @Override
  public void close() {
    consoles.forEach(root::addAppender);
    root.detachAppender(file);
    root.detachAppender(counter);
    file.stop();
  }

  private static String oneLine(String text) {
    return Shown.escaped(text.replaceAll("\\s+", " "));
  }

  private static final class Counter extends AppenderBase<ILoggingEvent> {
    private final AtomicReference<Warnings> warnings = new AtomicReference<>(Warnings.NONE);

    @Override
    protected void append(ILoggingEvent event) {
      if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
        warnings.updateAndGet(
            before -> new Warnings(before.count() + 1, oneLine(event.getFormattedMessage())));
      }
    }
  }
}
