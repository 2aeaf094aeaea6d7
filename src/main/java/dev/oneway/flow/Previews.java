package dev.oneway.flow;

import dev.oneway.destination.Destination;
import dev.oneway.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.RouteDefinition;

/** Gathers a file's {@link Preview} from its routes. Used by one thread. */
final class Previews {
  private final List<Fault> obstacles = new ArrayList<>();
  private final List<Preview.Outlet> outlets = new ArrayList<>();
  private final Set<String> ledgers = new TreeSet<>();
  private boolean readsAgain;

  /** Takes up a route as its author wrote it. */
  void add(
      CamelContext context,
      Databases databases,
      String file,
      RouteDefinition route,
      EndpointUse input,
      List<EndpointUse> steps,
      List<Delivery> delivered) {
    if (InboxCheck.isDoor(input, steps)) {
      return;
    }
    readsAgain |= !input.scheme().equals("inbox");
    obstacles.addAll(new SideEffects(context, databases, file).in(route));
    for (Delivery delivery : delivered) {
      Destination destination = delivery.destination().destination();
      outlets.add(new Preview.Outlet(delivery.mapping(), destination));
      if (destination.readable().isEmpty()) {
        obstacles.add(unreadable(file, delivery));
      }
    }
    ledgersIn(steps).forEach(ledgers::add);
  }

  private static Stream<String> ledgersIn(List<EndpointUse> steps) {
    return steps.stream().filter(step -> step.scheme().equals("dedup")).map(EndpointUse::path);
  }

  private static Fault unreadable(String file, Delivery delivery) {
    return new Fault(
        file,
        delivery.use().line(),
        0,
        "`to: "
            + delivery.use().scheme()
            + ":"
            + delivery.use().path()
            + "` doesn't tell what it"
            + " holds.",
        "Declare `lookup` or `read` in the destination, where the vendor has such a request.");
  }

  /** All routes of the file have been added. */
  Preview whole(String file) {
    List<Fault> all = new ArrayList<>(obstacles);
    if (!readsAgain) {
      all.add(
          new Fault(
              file,
              0,
              0,
              "its records only come by webhook: there is nothing that could be read now.",
              "Add a route with a schedule that reads the source into the same inbox."));
    } else if (outlets.isEmpty()) {
      all.add(
          new Fault(
              file,
              0,
              0,
              "no mapping leads to a destination that could be compared.",
              "Deliver by jdbc-upsert, http-upsert or a Kamelet made of them."));
    }
    return new Preview(all, outlets, ledgers);
  }
}
