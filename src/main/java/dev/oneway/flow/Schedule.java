package dev.oneway.flow;

import com.cronutils.descriptor.CronDescriptor;
import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads when a route starts, strictly: Quartz itself takes minute 99 for every minute. */
public final class Schedule {
  private static final CronParser QUARTZ =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));
  private static final CronDescriptor DESCRIPTOR = CronDescriptor.instance(Locale.ENGLISH);

  private Schedule() {}

  /**
   * @throws IllegalArgumentException with what is wrong in the expression
   */
  public static Cron cron(String expression) {
    return QUARTZ.parse(expression).validate();
  }

  /** {@code every 15 minutes}, {@code webhook /hooks/orders}; empty for inputs it doesn't know. */
  static Optional<String> inWords(String scheme, String path, Map<String, Object> options) {
    return switch (scheme) {
      case "quartz" -> Optional.ofNullable(options.get("cron")).map(c -> words(c.toString()));
      case "timer" ->
          Optional.of("every " + options.getOrDefault("period", "1s").toString().trim());
      case "platform-http" -> Optional.of("webhook " + path);
      default -> Optional.empty();
    };
  }

  private static String words(String expression) {
    try {
      return DESCRIPTOR.describe(cron(expression));
    } catch (IllegalArgumentException e) {
      return expression;
    }
  }
}
