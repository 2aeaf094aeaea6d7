package dev.oneway.ops;

import dev.oneway.alert.Alert;
import dev.oneway.flow.Flow;
import dev.oneway.ops.history.FlowStatus;
import dev.oneway.preview.DriftLog;
import dev.oneway.record.Version;
import dev.oneway.webhook.inbox.InboxState;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What is known of all flows at one moment.
 *
 * @param statuses how each is doing that has run, by name
 * @param watermarks how far each has come in its source
 * @param newest when the newest change was made that each has delivered
 * @param deadLetters how many wait, of flows that have any
 * @param drift what the latest comparison of each found that was compared
 * @param alerts those that last
 * @param inboxes what waits in them
 * @param running the runs that go on, in whichever process
 */
public record Facts(
    Instant at,
    List<Flow> flows,
    Map<String, FlowStatus> statuses,
    Map<String, Version> watermarks,
    Map<String, Instant> newest,
    Map<String, Long> deadLetters,
    Map<String, DriftLog.Entry> drift,
    List<Alert> alerts,
    List<InboxState> inboxes,
    Map<String, Long> running) {}
