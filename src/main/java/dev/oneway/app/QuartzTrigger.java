package dev.oneway.app;

import org.apache.camel.Endpoint;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.quartz.JobKey;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;

/** Fires a Quartz schedule out of turn; a run that is still going isn't doubled. */
final class QuartzTrigger {
  private QuartzTrigger() {}

  static void fire(Endpoint endpoint) {
    if (!(endpoint instanceof QuartzEndpoint quartz)) {
      return;
    }
    TriggerKey trigger = quartz.getTriggerKey();
    try {
      quartz
          .getComponent()
          .getScheduler()
          .triggerJob(JobKey.jobKey(trigger.getName(), trigger.getGroup()));
    } catch (SchedulerException e) {
      throw new IllegalStateException("the schedule " + trigger + " can't be fired", e);
    }
  }
}
