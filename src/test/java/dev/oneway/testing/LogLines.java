package dev.oneway.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/**
 * What a package logs from INFO on while this is open, each as {@code LEVEL message}; kept from the
 * console.
 */
public final class LogLines implements AutoCloseable {
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Logger logger;
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(event.getLevel() + " " + event.getFormattedMessage());
        }
      };

  public LogLines(String logger) {
    this.logger = (Logger) LoggerFactory.getLogger(logger);
    this.logger.setLevel(Level.INFO);
    this.logger.setAdditive(false);
    appender.setContext(this.logger.getLoggerContext());
    appender.start();
    this.logger.addAppender(appender);
  }

  /** All lines so far. */
  public List<String> all() {
    return List.copyOf(lines);
  }

  /** The lines since the last call. */
  public List<String> next() {
    List<String> next = all();
    lines.removeAll(next);
    return next;
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
    logger.setAdditive(true);
    logger.setLevel(null);
  }
}
