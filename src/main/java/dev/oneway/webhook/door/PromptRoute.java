package dev.oneway.webhook.door;

import dev.oneway.webhook.request.Prompt;
import java.util.List;
import org.apache.camel.Navigate;
import org.apache.camel.Processor;
import org.apache.camel.processor.SendProcessor;

/** Finds out whether a route consists of steps that never keep a thread waiting. */
final class PromptRoute {
  private PromptRoute() {}

  /**
   * @param route what the route's consumer sends to
   */
  @SuppressWarnings("unchecked")
  static boolean is(Processor route) {
    if (route instanceof SendProcessor send) {
      return send.getEndpoint() instanceof Prompt;
    }
    if (route instanceof Navigate) {
      List<Processor> steps = ((Navigate<Processor>) route).next();
      return steps != null && !steps.isEmpty() && steps.stream().allMatch(PromptRoute::is);
    }
    return false;
  }
}
