package dev.oneway.ops.dashboard;

import dev.oneway.ops.history.History;
import dev.oneway.ops.port.Call;
import dev.oneway.ops.port.Desk;
import dev.oneway.ops.port.Pages;
import dev.oneway.ops.port.Reply;
import dev.oneway.ops.port.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code /api/me}: who reads, and whether they may press; {@code /api/volume}: how many records
 * each flow has read by the hour, for small charts.
 */
public final class ReaderPages implements Pages {
  private static final int HOURS = 24;
  private static final Duration HOUR = Duration.ofHours(1);

  private final History history;
  private final String version;
  private final Clock clock;

  /**
   * @param version of the program
   */
  public ReaderPages(History history, String version, Clock clock) {
    this.history = history;
    this.version = version;
    this.clock = clock;
  }

  @Override
  public void layOut(Desk desk) {
    desk.getPromptly("/api/me", this::me);
    desk.get("/api/volume", this::volume);
  }

  private Reply me(Call call) {
    call.allow();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", call.account().name());
    json.put("role", call.account().role().word());
    json.put("mayPress", call.account().may(Role.OPERATOR));
    json.put("version", version);
    return Reply.json(json);
  }

  /** The last of the hours is the one that goes on. */
  private Reply volume(Call call) {
    call.allow("flow");
    long first = clock.millis() / HOUR.toMillis() - HOURS + 1;
    Instant from = Instant.ofEpochMilli(first * HOUR.toMillis());
    Map<String, long[]> flows = new TreeMap<>();
    history
        .hours(Duration.between(from, clock.instant()), call.query("flow"))
        .forEach((flow, hours) -> flows.put(flow, byHour(hours, first)));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("from", from.toString());
    json.put("hours", HOURS);
    json.put("flows", flows);
    return Reply.json(json);
  }

  private static long[] byHour(List<History.Hour> hours, long first) {
    long[] read = new long[HOURS];
    for (History.Hour hour : hours) {
      // One may have begun since the first was reckoned.
      Optional.of((int) (hour.hour() - first))
          .filter(at -> at >= 0 && at < HOURS)
          .ifPresent(at -> read[at] += hour.read());
    }
    return read;
  }
}
