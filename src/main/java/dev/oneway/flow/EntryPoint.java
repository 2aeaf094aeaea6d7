package dev.oneway.flow;

import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.language.RefExpression;
import org.apache.camel.support.builder.ExpressionBuilder;

/** Prepares a route for how it will be entered. */
final class EntryPoint {
  private static final String REPLAY_CHUNK = "chunk500";
  private static final String INBOX = "inbox";
  private static final String SWEEP = "-sweep";
  private static final String NOWHERE = "log:inbox?level=OFF";

  private EntryPoint() {}

  /**
   * @param input the route's
   * @param steps the endpoints the route sends to
   * @param inbox the one whose deliveries are looked at in {@link Entry#THROUGH}, if there is one
   */
  static void open(
      CamelContext context,
      RouteDefinition route,
      EndpointUse input,
      List<EndpointUse> steps,
      Entry entry,
      String flow,
      Optional<String> inbox) {
    switch (entry) {
      case SCHEDULE -> {}
      case INSPECT -> route.setAutoStartup("false");
      case ONCE -> once(route, input, steps, flow);
      case REPLAY -> replay(route, steps, flow);
      case THROUGH -> through(context, route, input, steps, flow, inbox);
    }
  }

  /** Records go where the flow delivers; what only fills its inbox has no part in it. */
  private static void replay(RouteDefinition route, List<EndpointUse> steps, String flow) {
    if (InboxCheck.fillsInbox(steps)) {
      route.setAutoStartup("false");
    } else {
      callable(route, flow);
      route.setOutputs(behindSource(route.getOutputs()));
    }
  }

  /**
   * A flow with an inbox is called at its sweep, and its inbox is emptied; nothing comes in by a
   * webhook meanwhile. A sweep fills the inbox, or is called so and delivers by itself.
   */
  private static void once(
      RouteDefinition route, EndpointUse input, List<EndpointUse> steps, String flow) {
    if (input.scheme().equals(INBOX)) {
      return;
    }
    boolean fills = InboxCheck.fillsInbox(steps) && !InboxCheck.isDoor(input, steps);
    if (fills || flow.concat(SWEEP).equals(route.getRouteId())) {
      route.getInput().setUri(Entry.uriOf(flow));
    } else {
      callable(route, flow);
    }
  }

  /**
   * As {@link #once}, but nothing is put into an inbox or taken out of it. What fills other inboxes
   * only isn't called.
   */
  private static void through(
      CamelContext context,
      RouteDefinition route,
      EndpointUse input,
      List<EndpointUse> steps,
      String flow,
      Optional<String> inbox) {
    if (input.scheme().equals(INBOX)) {
      route.getInput().setUri(behind(input.path()));
      int chunk = Integer.parseInt(input.options().getOrDefault("chunk", "100").toString());
      route.setOutputs(List.of(inPieces(route.getOutputs(), chunk)));
    } else if (InboxCheck.fillsInbox(steps)
        && inbox.filter(name -> InboxCheck.fillsInbox(steps, name)).isEmpty()) {
      route.setAutoStartup("false");
    } else {
      once(route, input, steps, flow);
      inbox.ifPresent(name -> lead(context, route, name));
    }
  }

  /** Past the inbox; into any other nothing goes. */
  private static void lead(CamelContext context, RouteDefinition route, String inbox) {
    ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class).stream()
        .filter(to -> to.getEndpointUri().startsWith(INBOX + ":"))
        .forEach(to -> to.setUri(names(context, to, inbox) ? behind(inbox) : NOWHERE));
  }

  private static boolean names(CamelContext context, ToDefinition to, String inbox) {
    return InboxCheck.fillsInbox(
        List.of(EndpointUse.of(context, to.getEndpointUri(), to.getLineNumber())), inbox);
  }

  private static String behind(String inbox) {
    return "direct:" + INBOX + "-" + inbox;
  }

  /** As many at once as the inbox would hand out; they are counted as read already. */
  private static SplitDefinition inPieces(List<ProcessorDefinition<?>> steps, int size) {
    SplitDefinition split =
        new SplitDefinition(
            ExpressionBuilder.groupIteratorExpression(
                ExpressionBuilder.bodyExpression(), null, Integer.toString(size), false));
    split.setStreaming("true");
    split.setStopOnException("true");
    split.setOutputs(steps);
    return split;
  }

  /** Replaces the flow's schedule by a call; companions with a schedule of their own don't run. */
  private static void callable(RouteDefinition route, String flow) {
    if (route.getRouteId().equals(flow)) {
      route.getInput().setUri(Entry.uriOf(flow));
    } else if (!route.getInput().getEndpointUri().startsWith("direct:")) {
      route.setAutoStartup("false");
    }
  }

  /** The steps that take records: from the splitter on, or a splitter around them. */
  private static List<ProcessorDefinition<?>> behindSource(List<ProcessorDefinition<?>> steps) {
    int first = 0;
    while (first < steps.size() && !takesRecords(steps.get(first))) {
      first++;
    }
    List<ProcessorDefinition<?>> behind = List.copyOf(steps.subList(first, steps.size()));
    return !behind.isEmpty() && behind.get(0) instanceof SplitDefinition
        ? behind
        : List.of(inChunks(behind));
  }

  private static boolean takesRecords(ProcessorDefinition<?> step) {
    return step instanceof SplitDefinition
        || (step instanceof ToDefinition to
            && to.getEndpointUri() != null
            && to.getEndpointUri().startsWith("mapping:"));
  }

  private static SplitDefinition inChunks(List<ProcessorDefinition<?>> steps) {
    SplitDefinition split = new SplitDefinition(new RefExpression(REPLAY_CHUNK));
    split.setStreaming("true");
    split.setStopOnException("true");
    split.setOutputs(steps);
    return split;
  }
}
