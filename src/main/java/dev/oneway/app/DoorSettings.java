package dev.oneway.app;

import dev.oneway.webhook.door.DoorLimits;
import dev.oneway.webhook.door.DoorOptions;
import dev.oneway.webhook.door.DoorTimes;
import java.time.Duration;
import java.util.List;

/** Reads the settings {@code oneway.door.*}: where webhooks come in, and how many. */
final class DoorSettings {
  static final List<String> NAMES =
      List.of(
          "oneway.door.host",
          "oneway.door.port",
          "oneway.door.maxBodyBytes",
          "oneway.door.maxHeaderBytes",
          "oneway.door.requestsPerSecond",
          "oneway.door.maxRequests",
          "oneway.door.maxBytes",
          "oneway.door.maxConnections",
          "oneway.door.arrivalTime",
          "oneway.door.idleTime",
          "oneway.door.answerTime",
          "oneway.door.tls.certificate",
          "oneway.door.tls.key",
          "oneway.door.tls.keystore",
          "oneway.door.tls.password",
          "oneway.door.tls.passwordFile");

  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int MOST = 1_000_000;
  private static final int LARGEST_PORT = 65_535;

  private final Settings settings;

  private DoorSettings(Settings settings) {
    this.settings = settings;
  }

  /**
   * @throws IllegalArgumentException with what is wrong and what would be right
   */
  static DoorOptions read(Settings settings) {
    return new DoorSettings(settings).read();
  }

  private DoorOptions read() {
    DoorOptions byDefault = DoorOptions.DEFAULT;
    return new DoorOptions(
        settings.get("oneway.door.host", byDefault.host()),
        count("oneway.door.port", byDefault.port(), 0, LARGEST_PORT),
        () -> new TlsSettings(settings, "oneway.door.tls").read(),
        limits(byDefault.limits()),
        times(byDefault.times()));
  }

  private DoorLimits limits(DoorLimits byDefault) {
    int body = count("oneway.door.maxBodyBytes", byDefault.bodyBytes(), 1, 1 << 30);
    long bytes = settings.count("oneway.door.maxBytes", byDefault.bytes());
    if (bytes < body) {
      throw new IllegalArgumentException(
          "oneway.door.maxBytes cannot be less than oneway.door.maxBodyBytes, which is "
              + body
              + ", and is "
              + bytes
              + ".");
    }
    return new DoorLimits(
        body,
        count("oneway.door.maxHeaderBytes", byDefault.headerBytes(), 1024, 1 << 20),
        count("oneway.door.requestsPerSecond", byDefault.requestsPerSecond(), 0, MOST),
        count("oneway.door.maxRequests", byDefault.requests(), 1, MOST),
        bytes,
        count("oneway.door.maxConnections", byDefault.connections(), 1, MOST));
  }

  private int count(String name, long byDefault, int least, int most) {
    long count = settings.count(name, byDefault);
    if (count < least || count > most) {
      throw new IllegalArgumentException(
          name + " cannot be " + count + ", but " + least + " to " + most + ".");
    }
    return (int) count;
  }

  private DoorTimes times(DoorTimes byDefault) {
    return new DoorTimes(
        time("oneway.door.arrivalTime", byDefault.arrival()),
        time("oneway.door.idleTime", byDefault.idle()),
        time("oneway.door.answerTime", byDefault.answer()));
  }

  private Duration time(String name, Duration byDefault) {
    Duration time = settings.duration(name, byDefault);
    if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          name + " cannot be " + time.toMillis() + "ms, but 100ms to 1h.");
    }
    return time;
  }
}
