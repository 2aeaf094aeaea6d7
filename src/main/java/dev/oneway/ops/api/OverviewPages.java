package dev.oneway.ops.api;

import dev.oneway.alert.Alert;
import dev.oneway.alert.Alerts;
import dev.oneway.flow.Flow;
import dev.oneway.ops.Facts;
import dev.oneway.ops.history.History;
import dev.oneway.ops.json.AlertJson;
import dev.oneway.ops.json.AuditJson;
import dev.oneway.ops.json.InboxJson;
import dev.oneway.ops.json.StatsJson;
import dev.oneway.ops.port.AuditLog;
import dev.oneway.ops.port.Call;
import dev.oneway.ops.port.Desk;
import dev.oneway.ops.port.Pages;
import dev.oneway.ops.port.RefusedCallException;
import dev.oneway.ops.port.Reply;
import dev.oneway.ops.port.Role;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** {@code /api/stats}, {@code /api/alerts}, {@code /api/inboxes}, {@code /api/audit}. */
public final class OverviewPages implements Pages {
  private final Supplier<Facts> facts;
  private final History history;
  private final Alerts alerts;
  private final AuditLog audit;

  public OverviewPages(Supplier<Facts> facts, History history, Alerts alerts, AuditLog audit) {
    this.facts = facts;
    this.history = history;
    this.alerts = alerts;
    this.audit = audit;
  }

  @Override
  public void layOut(Desk desk) {
    desk.get("/api/stats", this::stats);
    desk.get("/api/alerts", this::alerts);
    desk.get("/api/inboxes", this::inboxes);
    desk.get("/api/audit", this::audit);
  }

  private Reply stats(Call call) {
    call.allow("flow");
    Facts now = facts.get();
    List<String> known = now.flows().stream().map(Flow::name).toList();
    return Reply.json(
        Map.of(
            "stats",
            history.recent(known, call.query("flow")).stream()
                .map(
                    recent ->
                        StatsJson.of(recent, now.deadLetters().getOrDefault(recent.flow(), 0L)))
                .toList()));
  }

  private Reply alerts(Call call) {
    call.allow("all", Page.LIMIT);
    boolean all = call.query("all").filter("true"::equals).isPresent();
    List<Alert> listed = all ? alerts.latest(Page.limit(call)) : alerts.open();
    return Reply.json(Map.of("alerts", listed.stream().map(AlertJson::of).toList()));
  }

  private Reply inboxes(Call call) {
    call.allow();
    return Reply.json(
        Map.of("inboxes", facts.get().inboxes().stream().map(InboxJson::of).toList()));
  }

  private Reply audit(Call call) {
    call.allow(Page.BEFORE, Page.LIMIT);
    if (!call.account().may(Role.OPERATOR)) {
      throw RefusedCallException.forbidden("The audit log is for operators.");
    }
    long before = call.query(Page.BEFORE).map(OverviewPages::number).orElse(Long.MAX_VALUE);
    int limit = Page.limit(call);
    return Page.of(
        "audit",
        audit.latest(before, limit),
        limit,
        AuditJson::of,
        entry -> Long.toString(entry.id()));
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw RefusedCallException.wrong("`before` must be the number of an entry.");
    }
  }
}
