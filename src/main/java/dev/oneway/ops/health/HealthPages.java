package dev.oneway.ops.health;

import dev.oneway.flow.Flow;
import dev.oneway.ops.Flows;
import dev.oneway.ops.json.HealthJson;
import dev.oneway.ops.port.Call;
import dev.oneway.ops.port.Desk;
import dev.oneway.ops.port.Pages;
import dev.oneway.ops.port.Reply;
import dev.oneway.state.StatePulse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether the process lives ({@code /health/live}), whether it does its work ({@code
 * /health/ready}), and how each flow is ({@code /health}).
 *
 * <p>It is ready when the state store answers and every flow that can run has been started. A flow
 * that fails, or whose files are broken, is told of and makes nothing unready: no restart, and no
 * other machine, would do better.
 */
public final class HealthPages implements Pages {
  private static final int UNAVAILABLE = 503;

  private final Flows flows;
  private final Healths healths;
  private final StatePulse pulse;

  public HealthPages(Flows flows, Healths healths, StatePulse pulse) {
    this.flows = flows;
    this.healths = healths;
    this.pulse = pulse;
  }

  @Override
  public void layOut(Desk desk) {
    desk.getPromptly("/health/live", call -> Reply.json(Map.of("status", "up")));
    desk.getPromptly("/health/ready", this::ready);
    desk.getAnyhow("/health", this::all);
  }

  private Reply ready(Call call) {
    List<String> missing = missing();
    return reply(missing, state(missing));
  }

  private Reply all(Call call) {
    List<String> missing = missing();
    Map<String, Object> json = state(missing);
    if (missing.isEmpty()) {
      json.put("flows", healths.all().stream().map(HealthJson::of).toList());
    }
    return reply(missing, json);
  }

  private static Reply reply(List<String> missing, Map<String, Object> json) {
    return Reply.json(missing.isEmpty() ? 200 : UNAVAILABLE, json);
  }

  private static Map<String, Object> state(List<String> missing) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("status", missing.isEmpty() ? "up" : "down");
    if (!missing.isEmpty()) {
      json.put("missing", missing);
    }
    return json;
  }

  private List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (!pulse.isBeating()) {
      missing.add("The state store doesn't answer.");
    }
    flows.all().stream()
        .filter(Flow::isReady)
        .filter(flow -> !flows.isStarted(flow.name()))
        .forEach(flow -> missing.add("The flow " + flow.name() + " isn't started."));
    return missing;
  }
}
