package dev.oneway.ops.api;

import dev.oneway.alert.Alert;
import dev.oneway.alert.Alerts;
import dev.oneway.ops.json.AlertJson;
import dev.oneway.ops.port.Call;
import dev.oneway.ops.port.Desk;
import dev.oneway.ops.port.Pages;
import dev.oneway.ops.port.RefusedCallException;
import dev.oneway.ops.port.Reply;

/** {@code /api/alerts/ALERT/acknowledge}: somebody has seen an alert that lasts. */
public final class AlertPages implements Pages {
  private final Alerts alerts;

  public AlertPages(Alerts alerts) {
    this.alerts = alerts;
  }

  @Override
  public void layOut(Desk desk) {
    desk.post("/api/alerts/:alert/acknowledge", "acknowledge alert", this::acknowledge);
  }

  private Reply acknowledge(Call call) {
    String id = named(call).id();
    if (!alerts.acknowledge(id, call.account().name())) {
      throw RefusedCallException.conflict("It is over, or was acknowledged before.");
    }
    return Reply.json(AlertJson.of(named(call)));
  }

  private Alert named(Call call) {
    String id = call.path("alert");
    return alerts
        .find(id)
        .filter(alert -> alert.id().equals(id))
        .orElseThrow(() -> RefusedCallException.notFound("There is no such alert, or no longer."));
  }
}
