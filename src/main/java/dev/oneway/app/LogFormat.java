package dev.oneway.app;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the log is written: {@code oneway.log.format}. As JSON a line is an object, with the flow and
 * the run it is about under {@code mdc}.
 */
final class LogFormat {
  private static final String SETTING = "oneway.log.format";

  /** As the Logback file that comes with Oneway calls it. */
  private static final String APPENDER = "CONSOLE";

  private LogFormat() {}

  /**
   * @throws IllegalArgumentException when it is neither text nor json, or when somebody's own
   *     Logback file says it already
   */
  static void apply(Settings settings) {
    String format = settings.get(SETTING, "text");
    switch (format) {
      case "text" -> {}
      case "json" -> writeJson();
      default ->
          throw new IllegalArgumentException(
              SETTING + ": `" + format + "` is neither text nor json.");
    }
  }

  private static void writeJson() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    Appender<ILoggingEvent> appender =
        context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(APPENDER);
    if (!(appender instanceof OutputStreamAppender<ILoggingEvent> console)) {
      throw new IllegalArgumentException(
          SETTING + " has no use with a Logback file of your own. Say it there, or remove one.");
    }
    if (!(console.getEncoder() instanceof JsonEncoder)) {
      console.setEncoder(encoder(context));
    }
  }

  static JsonEncoder encoder(LoggerContext context) {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithContext(false);
    // The message as people read it, and not its parts: what an argument holds is told once.
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.setWithFormattedMessage(true);
    encoder.start();
    return encoder;
  }
}
