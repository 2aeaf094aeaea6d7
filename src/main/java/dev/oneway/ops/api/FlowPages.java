package dev.oneway.ops.api;

import dev.oneway.fault.Fault;
import dev.oneway.flow.Flow;
import dev.oneway.ops.FlowActions;
import dev.oneway.ops.Flows;
import dev.oneway.ops.health.Healths;
import dev.oneway.ops.json.FaultJson;
import dev.oneway.ops.json.FlowJson;
import dev.oneway.ops.json.HealthJson;
import dev.oneway.ops.port.Call;
import dev.oneway.ops.port.Desk;
import dev.oneway.ops.port.Pages;
import dev.oneway.ops.port.RefusedCallException;
import dev.oneway.ops.port.Reply;
import dev.oneway.run.Books;
import dev.oneway.run.HeldBatches;
import dev.oneway.run.RunSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /api/flows}: the flows, how they are, when they run next, and what can be done with them.
 */
public final class FlowPages implements Pages {
  private final Flows flows;
  private final FlowActions actions;
  private final Healths healths;
  private final Books books;

  public FlowPages(Flows flows, FlowActions actions, Healths healths, Books books) {
    this.flows = flows;
    this.actions = actions;
    this.healths = healths;
    this.books = books;
  }

  @Override
  public void layOut(Desk desk) {
    desk.get("/api/flows", this::all);
    desk.get("/api/flows/:flow", this::one);
    desk.post("/api/flows/:flow/run", "run now", this::run);
    desk.post("/api/flows/:flow/approve", "approve deletes", this::approve);
    desk.post("/api/flows/:flow/reject", "reject deletes", this::reject);
  }

  private Reply all(Call call) {
    call.allow();
    List<Flow> all = flows.all();
    Map<String, RunSummary> latest = books.log().lastOfEach(all.stream().map(Flow::name).toList());
    Map<String, List<HeldBatches.Batch>> waiting = books.held().waitingByFlow();
    return Reply.json(
        Map.of(
            "flows",
            all.stream()
                .map(
                    flow ->
                        json(
                            flow,
                            Optional.ofNullable(latest.get(flow.name())),
                            waiting.getOrDefault(flow.name(), List.of())))
                .toList()));
  }

  private Reply one(Call call) {
    Flow flow = NamedFlow.of(call, flows);
    return Reply.json(
        json(flow, books.log().lastOf(flow.name()), books.held().waiting(flow.name())));
  }

  private Map<String, Object> json(
      Flow flow, Optional<RunSummary> lastRun, List<HeldBatches.Batch> waiting) {
    Map<String, Object> json =
        FlowJson.of(flow, lastRun, waiting, flows.pauseOf(flow.name()).isPresent());
    List<Fault> edit = flows.edit(flow.name());
    if (!edit.isEmpty()) {
      json.put("edit", FaultJson.of(edit));
    }
    json.put("nextRunAt", flows.nextRun(flow.name()).map(Instant::toString).orElse(null));
    Map<String, Object> health = HealthJson.of(healths.of(flow));
    health.remove("flow");
    json.put("health", health);
    return json;
  }

  private Reply run(Call call) {
    String flow = NamedFlow.of(call, flows).name();
    flows
        .pauseOf(flow)
        .ifPresent(
            pause -> {
              throw RefusedCallException.conflict(pause.inWords());
            });
    if (!flows.isStarted(flow) || !actions.fire(flow)) {
      throw RefusedCallException.conflict(
          "It can't be run out of turn: it isn't started, or has no schedule.");
    }
    return Reply.json(202, Map.of("flow", flow));
  }

  private Reply approve(Call call) {
    String flow = NamedFlow.of(call, flows).name();
    return decided(flow, actions.approve(flow, runOf(call)));
  }

  private Reply reject(Call call) {
    String flow = NamedFlow.of(call, flows).name();
    return decided(flow, actions.reject(flow, runOf(call)));
  }

  private static String runOf(Call call) {
    if (call.body().get("run") instanceof String run) {
      return run;
    }
    throw RefusedCallException.wrong("Say which: {\"run\": \"ID\"}.");
  }

  private static Reply decided(String flow, long records) {
    if (records == 0) {
      throw RefusedCallException.conflict("Nothing of that run waits any longer.");
    }
    return Reply.json(Map.of("flow", flow, "records", records));
  }
}
