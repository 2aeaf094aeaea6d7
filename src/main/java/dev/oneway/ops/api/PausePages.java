package dev.oneway.ops.api;

import dev.oneway.ops.Flows;
import dev.oneway.ops.json.FlowJson;
import dev.oneway.ops.port.Call;
import dev.oneway.ops.port.Desk;
import dev.oneway.ops.port.Pages;
import dev.oneway.ops.port.Reply;
import dev.oneway.run.PausedFlows;

/** {@code /api/flows/FLOW/pause} and {@code resume}; each can be pressed twice without harm. */
public final class PausePages implements Pages {
  private final Flows flows;
  private final PausedFlows paused;

  public PausePages(Flows flows, PausedFlows paused) {
    this.flows = flows;
    this.paused = paused;
  }

  @Override
  public void layOut(Desk desk) {
    desk.post("/api/flows/:flow/pause", "pause", this::pause);
    desk.post("/api/flows/:flow/resume", "resume", this::resume);
  }

  private Reply pause(Call call) {
    String flow = NamedFlow.of(call, flows).name();
    paused.pause(flow, call.account().name());
    return Reply.json(FlowJson.paused(flow, true));
  }

  private Reply resume(Call call) {
    String flow = NamedFlow.of(call, flows).name();
    paused.resume(flow);
    return Reply.json(FlowJson.paused(flow, false));
  }
}
