package dev.oneway.flow;

import dev.oneway.destination.Destination;
import dev.oneway.fault.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.RouteDefinition;

/**
 * Gathers a file's {@link Preview} from its routes, and from those of others that read for it. Used
 * by one thread.
 */
final class Previews {
  private final List<Fault> obstacles = new ArrayList<>();
  private final Set<Preview.Outlet> outlets = new LinkedHashSet<>();
  private final Set<String> ledgers = new TreeSet<>();
  private final Set<String> filled = new TreeSet<>();
  private boolean readsAgain;
  private Optional<String> source = Optional.empty();

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
    steps.stream()
        .filter(step -> step.scheme().equals("inbox"))
        .flatMap(step -> InboxCheck.namesIn(step.path()))
        .forEach(filled::add);
  }

  /**
   * Takes up a route of another file, which fills the inbox that this one delivers from.
   *
   * @param flow that other file's
   */
  void addFilling(
      CamelContext context,
      Databases databases,
      String file,
      String flow,
      RouteDefinition route,
      EndpointUse input) {
    obstacles.addAll(new SideEffects(context, databases, file).in(route));
    if (source.filter(other -> !other.equals(flow)).isPresent()) {
      obstacles.add(secondSource(file, input));
    }
    source = Optional.of(flow);
  }

  private Fault secondSource(String file, EndpointUse input) {
    return new Fault(
        file,
        input.line(),
        0,
        "this flow and " + source.orElseThrow() + " read into the same inbox.",
        "A flow can be previewed when one flow reads for it: give the other an inbox and a flow of"
            + " its own.");
  }

  /** Whether no route that was added reads a source. */
  boolean lackSource() {
    return !readsAgain;
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
    Optional<Fault> unread = !readsAgain && source.isEmpty() ? unread(file) : Optional.empty();
    if (unread.isPresent()) {
      all.add(unread.get());
    } else if (outlets.isEmpty()) {
      all.add(filled.isEmpty() ? withoutOutlet(file) : filling(file));
    }
    return new Preview(all, List.copyOf(outlets), ledgers, source, unread);
  }

  private static Optional<Fault> unread(String file) {
    return Optional.of(
        new Fault(
            file,
            0,
            0,
            "its records only come by webhook: there is nothing that could be read now.",
            "Add a route with a schedule that reads the source into the same inbox."));
  }

  private static Fault withoutOutlet(String file) {
    return new Fault(
        file,
        0,
        0,
        "no mapping leads to a destination that could be compared.",
        "Deliver by jdbc-upsert, http-upsert or a Kamelet made of them.");
  }

  private Fault filling(String file) {
    List<String> flows =
        FlowLoader.filesIn(Path.of(file).toAbsolutePath().getParent()).stream()
            .filter(other -> DeliveredInboxes.in(other).anyMatch(filled::contains))
            .map(FlowLoader::nameOf)
            .toList();
    return new Fault(
        file,
        0,
        0,
        "it only reads into the inbox " + String.join(", ", filled) + ", which others deliver.",
        "Look at " + String.join(", ", flows) + ": each is read through this flow.");
  }
}
