package dev.oneway.app;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.apache.camel.Endpoint;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.quartz.JobKey;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerKey;

/** A route's Quartz schedule: fires it out of turn, and tells its next time. */
final class QuartzTrigger {
  private QuartzTrigger() {}

  /**
   * Fires it; a run that is still going isn't doubled.
   *
   * @return false when there is none
   */
  static boolean fire(Endpoint endpoint) {
    if (!(endpoint instanceof QuartzEndpoint quartz)) {
      return false;
    }
    TriggerKey trigger = quartz.getTriggerKey();
    try {
      quartz
          .getComponent()
          .getScheduler()
          .triggerJob(JobKey.jobKey(trigger.getName(), trigger.getGroup()));
      return true;
    } catch (SchedulerException e) {
      throw new IllegalStateException("the schedule " + trigger + " can't be fired", e);
    }
  }

  /** Empty when there is none, or no time to come. */
  static Optional<Instant> next(Endpoint endpoint) {
    if (!(endpoint instanceof QuartzEndpoint quartz)) {
      return Optional.empty();
    }
    try {
      Trigger trigger = quartz.getComponent().getScheduler().getTrigger(quartz.getTriggerKey());
      return Optional.ofNullable(trigger).map(Trigger::getNextFireTime).map(Date::toInstant);
    } catch (SchedulerException e) {
      throw new IllegalStateException(
          "the schedule " + quartz.getTriggerKey() + " can't be asked for its next time", e);
    }
  }
}
