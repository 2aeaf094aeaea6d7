package dev.oneway.ops.dashboard;

import dev.oneway.flow.Flow;
import dev.oneway.ops.Flows;
import dev.oneway.ops.Readings;
import dev.oneway.ops.port.Call;
import dev.oneway.ops.port.Desk;
import dev.oneway.ops.port.Pages;
import dev.oneway.ops.port.RefusedCallException;
import dev.oneway.ops.port.Reply;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code /api/flows/FLOW/mapping}: what a flow's mappings say, as the catalogue has it; {@code
 * /api/lineage.svg}: where all data goes.
 */
public final class ReadingPages implements Pages {
  private final Flows flows;
  private final Readings readings;

  public ReadingPages(Flows flows, Readings readings) {
    this.flows = flows;
    this.readings = readings;
  }

  @Override
  public void layOut(Desk desk) {
    desk.get("/api/flows/:flow/mapping", this::mapping);
    desk.get("/api/lineage.svg", this::lineage);
  }

  private Reply mapping(Call call) {
    call.allow();
    String flow =
        flows
            .find(call.path("flow"))
            .map(Flow::name)
            .orElseThrow(() -> RefusedCallException.notFound("There is no such flow."));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("flow", flow);
    json.put("parts", readings.mappings(flow));
    return Reply.json(json);
  }

  private Reply lineage(Call call) {
    call.allow();
    return Reply.text("image/svg+xml; charset=utf-8", readings.lineage());
  }
}
