package dev.oneway.run;

import org.apache.camel.EndpointAware;
import org.apache.camel.Processor;
import org.apache.camel.Route;

/** A step's endpoint that may have something to do once the source is read to its end. */
public interface Concluding {
  /** Whether it has, as things are now. */
  boolean concludes();

  /** Whether a step of the route has. */
  static boolean any(Route route) {
    for (Processor step : route.filter("*")) {
      if (step instanceof EndpointAware sender
          && sender.getEndpoint() instanceof Concluding concluding
          && concluding.concludes()) {
        return true;
      }
    }
    return false;
  }
}
