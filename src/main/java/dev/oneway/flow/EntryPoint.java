package dev.oneway.flow;

import java.util.List;
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

  private EntryPoint() {}

  /**
   * @param input the route's
   * @param steps the endpoints the route sends to
   */
  static void open(
      RouteDefinition route, EndpointUse input, List<EndpointUse> steps, Entry entry, String flow) {
    switch (entry) {
      case SCHEDULE -> {}
      case INSPECT -> route.setAutoStartup("false");
      case ONCE -> once(route, input, steps, flow);
      case REPLAY -> replay(route, steps, flow);
      case THROUGH -> through(route, input, steps, flow);
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

  /** As {@link #once}, but nothing is put into an inbox or taken out of it. */
  private static void through(
      RouteDefinition route, EndpointUse input, List<EndpointUse> steps, String flow) {
    if (input.scheme().equals(INBOX)) {
      route.getInput().setUri(behind(input.path()));
      int chunk = Integer.parseInt(input.options().getOrDefault("chunk", "100").toString());
      route.setOutputs(List.of(inPieces(route.getOutputs(), chunk)));
    } else {
      once(route, input, steps, flow);
      ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class).stream()
          .filter(to -> to.getEndpointUri().startsWith(INBOX + ":"))
          .forEach(to -> to.setUri(behind(nameOf(to.getEndpointUri()))));
    }
  }

  private static String behind(String inbox) {
    return "direct:" + INBOX + "-" + inbox;
  }

  private static String nameOf(String inboxUri) {
    return inboxUri.replaceFirst("^inbox:(//)?", "").replaceFirst("\\?.*", "");
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
