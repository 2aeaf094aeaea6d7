package dev.oneway.oversight;

import dev.oneway.alert.AlertKind;
import dev.oneway.alert.Alerts;
import dev.oneway.run.Fate;
import dev.oneway.run.Run;
import dev.oneway.run.RunObserver;
import dev.oneway.run.RunState;
import java.util.List;
import java.util.Optional;

/**
 * Raises an alert when a run has many more of its records refused than the flow used to: more than
 * one in twenty and three times the share of its past hours. A run with fewer than five refused
 * records is no reason; one that reads something and has fewer than that share ends the alert.
 *
 * <p>Under a crash: stored with the end of the run. Threads may share it.
 */
public final class RejectWatch implements RunObserver {
  private static final int FEWEST = 5;
  private static final double SHARE = 0.05;
  private static final int TIMES = 3;
  private static final int HOURS = 168;

  private final VolumeLog log;
  private final Alerts alerts;

  public RejectWatch(VolumeLog log, Alerts alerts) {
    this.log = log;
    this.alerts = alerts;
  }

  @Override
  public void closed(Run run, RunState state) {
    long read = run.counts().read();
    if (!run.kind().isOrdinary() || read == 0 || run.counts().of(Fate.QUEUED) == read) {
      return;
    }
    long rejected = run.counts().of(Fate.REJECTED) - run.awaiting();
    double share = (double) rejected / read;
    if (rejected >= FEWEST && share > SHARE && share > TIMES * usual(run.flow())) {
      alerts.raise(
          run.flow(), AlertKind.REJECTS, Optional.of(run.id()), words(run, rejected, share));
    } else if (share <= SHARE) {
      alerts.resolve(run.flow(), AlertKind.REJECTS);
    }
  }

  private double usual(String flow) {
    List<VolumeLog.Hour> hours = log.latest(flow, HOURS);
    long records = hours.stream().mapToLong(VolumeLog.Hour::records).sum();
    long rejected = hours.stream().mapToLong(VolumeLog.Hour::rejected).sum();
    return records == 0 ? 0 : (double) rejected / records;
  }

  private static String words(Run run, long rejected, double share) {
    return "%,d of %,d records of a run were refused (%.0f %%), more than usual. `oneway dead-letters --flow %s` says why."
        .formatted(rejected, run.counts().read(), share * 100, run.flow());
  }
}
