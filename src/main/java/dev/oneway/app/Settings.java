package dev.oneway.app;

import dev.oneway.fault.Nearest;
import dev.oneway.http.auth.AuthSettings;
import dev.oneway.webhook.inbox.kafka.KafkaSettings;
import dev.oneway.webhook.signature.WebhookSecrets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.engine.SimpleCamelContext;
import org.apache.camel.util.TimeUtils;

/**
 * The settings of application.properties, read through Camel, so that environment variables
 * (ONEWAY_STATE_URL for oneway.state.url) and {@code {{env:NAME}}} work in each of them.
 */
public final class Settings {
  /** Where they are written, as Camel names it. */
  static final String LOCATION = "file:application.properties;optional=true";

  private static final String PREFIX = "oneway.";

  /** Every setting of Oneway's own; NAME stands for a name people choose. */
  private static final List<String> KNOWN =
      Stream.of(
              Stream.of(
                  "oneway.routes",
                  "oneway.mappings",
                  "oneway.overlap",
                  "oneway.overlapNumbers",
                  "oneway.state.url",
                  "oneway.state.user",
                  "oneway.state.password",
                  "oneway.connectTimeout",
                  "oneway.log.format",
                  "oneway.http.connectTimeout",
                  "oneway.http.responseTimeout",
                  "oneway.http.callTimeout",
                  "oneway.http.attempts",
                  "oneway.http.retryFor",
                  "oneway.drift.NAME",
                  "oneway.redelivery.attempts",
                  "oneway.redelivery.delay",
                  "oneway.alerts.escalate",
                  "oneway.alerts.inboxAge",
                  "oneway.alerts.deadLetters",
                  "oneway.inbox",
                  "oneway.inbox.maxEvents",
                  "oneway.inbox.maxBytes",
                  "oneway.inbox.retention",
                  "oneway.datasource.NAME.url",
                  "oneway.datasource.NAME.user",
                  "oneway.datasource.NAME.password",
                  "oneway.datasource.NAME.access",
                  "oneway.datasource.NAME.poolSize"),
              AuthSettings.NAMES.stream(),
              WebhookSecrets.NAMES.stream(),
              DoorSettings.NAMES.stream(),
              ManagementSettings.NAMES.stream(),
              HistorySettings.NAMES.stream(),
              TraceSettings.NAMES.stream(),
              KafkaSettings.NAMES.stream())
          .flatMap(names -> names)
          .toList();

  private static final Pattern KNOWN_PATTERN =
      Pattern.compile(
          KNOWN.stream()
              .map(name -> name.replace(".", "\\.").replace("NAME", "[^.]+"))
              .collect(Collectors.joining("|")));

  private final CamelContext context;

  public Settings(CamelContext context) {
    this.context = context;
  }

  /** The settings without an application: nothing is started or opened. */
  static Settings alone() {
    CamelContext context = new SimpleCamelContext(false);
    context.getPropertiesComponent().setLocation(LOCATION);
    context.build();
    return new Settings(context);
  }

  /**
   * Refuses misspelt settings: one that is ignored is a default nobody asked for.
   *
   * @throws IllegalArgumentException naming all of them and what was probably meant
   */
  void requireKnown() {
    Set<String> unknown = new TreeSet<>();
    for (Object name : context.getPropertiesComponent().loadProperties().keySet()) {
      if (name.toString().startsWith(PREFIX) && !isKnown(name.toString())) {
        unknown.add(name.toString());
      }
    }
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          unknown.stream().map(Settings::unknown).collect(Collectors.joining("\n")));
    }
  }

  private static boolean isKnown(String name) {
    return KNOWN_PATTERN.matcher(name).matches() || knownLike(name).contains(name);
  }

  /** Those of Kafka's clients are only asked for where they are used, as there are many. */
  private static List<String> knownLike(String name) {
    return KafkaSettings.isOfClient(name) ? KafkaSettings.clientNames() : KNOWN;
  }

  private static String unknown(String name) {
    String[] parts = name.split("\\.", -1);
    List<String> candidates = knownLike(name).stream().map(known -> named(known, parts)).toList();
    return "there is no setting `"
        + name
        + "`. "
        + Nearest.didYouMean(name, candidates)
        + "The settings are listed in application.properties as it is shipped.";
  }

  /** A setting with the name that stands in another one at the same place. */
  private static String named(String known, String[] parts) {
    int place = List.of(known.split("\\.", -1)).indexOf("NAME");
    return place >= 0 && place < parts.length ? known.replace("NAME", parts[place]) : known;
  }

  /**
   * The names people chose behind this, up to the next dot; in order.
   *
   * @param prefix with its last dot
   */
  Set<String> namesBehind(String prefix) {
    Set<String> names = new TreeSet<>();
    for (Object name : context.getPropertiesComponent().loadProperties().keySet()) {
      String setting = name.toString();
      int end = setting.indexOf('.', prefix.length());
      if (setting.startsWith(prefix) && end > 0) {
        names.add(setting.substring(prefix.length(), end));
      }
    }
    return names;
  }

  /**
   * What stands behind this prefix in the names of settings that are set, in alphabetical order.
   */
  List<String> endingsBehind(String prefix) {
    return context.getPropertiesComponent().loadProperties().keySet().stream()
        .map(Object::toString)
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .sorted()
        .toList();
  }

  /**
   * The value; empty when it isn't set or blank, also when it asks for a variable without value.
   */
  public Optional<String> find(String name) {
    try {
      return context
          .getPropertiesComponent()
          .resolveProperty(name)
          .map(value -> context.resolvePropertyPlaceholders(value))
          .filter(value -> !value.isBlank());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * The value or the default.
   *
   * @throws IllegalArgumentException when it asks for a variable that has no value: the default
   *     would be another system than the one that was meant
   */
  public String get(String name, String byDefault) {
    return find(name)
        .orElseGet(
            () -> {
              requireNoPlaceholder(name);
              return byDefault;
            });
  }

  private void requireNoPlaceholder(String name) {
    Object written = context.getPropertiesComponent().loadProperties().get(name);
    if (written != null && written.toString().contains("{{")) {
      throw new IllegalArgumentException(
          name + ": " + written + " has no value. Set what it names, or remove the setting.");
    }
  }

  /**
   * A duration as Camel writes them: {@code 5m}, {@code 30s}, {@code 500} (milliseconds).
   *
   * @throws IllegalArgumentException when it isn't one
   */
  public Duration duration(String name, Duration byDefault) {
    String value = get(name, byDefault.toMillis() + "");
    try {
      return Duration.ofMillis(TimeUtils.toMilliSeconds(value.toLowerCase(Locale.ROOT)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // Camel doesn't expect a text without any digit.
      throw new IllegalArgumentException(
          name + ": `" + value + "` is not a duration. Write it like 30s, 5m or 1h.", e);
    }
  }

  /**
   * A whole number of at least 0.
   *
   * @throws IllegalArgumentException when it isn't one
   */
  public long count(String name, long byDefault) {
    String value = get(name, Long.toString(byDefault));
    try {
      long number = Long.parseLong(value);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, together with numbers out of range
    }
    throw new IllegalArgumentException(
        name + ": `" + value + "` is not a whole number of at least 0.");
  }

  /**
   * How Kafka is reached, when inboxes are topics of Kafka.
   *
   * @throws IllegalArgumentException when something about it is wrong
   */
  Optional<KafkaSettings> kafka() {
    String inbox = get("oneway.inbox", "store");
    return switch (inbox) {
      case "store" -> Optional.empty();
      case "kafka" -> {
        find("oneway.inbox.maxBytes")
            .ifPresent(
                bytes -> {
                  throw new IllegalArgumentException(
                      "oneway.inbox.maxBytes has no use with oneway.inbox=kafka, where the brokers'"
                          + " disks are the bound. Remove it.");
                });
        yield Optional.of(KafkaSettings.read(this::find));
      }
      default ->
          throw new IllegalArgumentException(
              "oneway.inbox: `" + inbox + "` is neither store nor kafka.");
    };
  }

  /** Checks settings that only route files use. */
  void requireCounts(String... names) {
    for (String name : names) {
      var unused = count(name, 0);
    }
  }
}
