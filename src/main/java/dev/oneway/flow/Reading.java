package dev.oneway.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.EndpointRequiredDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.model.language.RefExpression;

/**
 * How a route comes to its records, as far as it matters to what is gone at the source.
 *
 * @param inbox whether it delivers from an inbox
 * @param ends whether a run of it has an end at which something can be removed
 * @param inOrder whether that end comes when all before it is done
 * @param whole whether its one reading gives all its records
 * @param since whether it asks only for what changed since its watermark
 */
record Reading(boolean inbox, boolean ends, boolean inOrder, boolean whole, boolean since) {
  private static final Pattern CHUNK = Pattern.compile("chunk[0-9]+");
  private static final Pattern SINCE =
      Pattern.compile("exchangeProperty[.\\[]['\"]?since|\\$\\{window}");

  static Reading of(CamelContext context, RouteDefinition route) {
    boolean inbox = route.getInput().getEndpointUri().startsWith("inbox:");
    List<SplitDefinition> splits = chunked(route.getOutputs());
    boolean inOrder =
        splits.stream().noneMatch(split -> "true".equals(split.getParallelProcessing()));
    boolean whole =
        splits.size() == 1 && route.getOutputs().stream().anyMatch(splits.get(0)::equals);
    return new Reading(
        inbox,
        inbox || !splits.isEmpty(),
        inOrder,
        whole,
        texts(context, route).anyMatch(text -> SINCE.matcher(text).find()));
  }

  private static List<SplitDefinition> chunked(List<ProcessorDefinition<?>> steps) {
    return ProcessorDefinitionHelper.filterTypeInOutputs(steps, SplitDefinition.class).stream()
        .filter(split -> split.getExpression() instanceof RefExpression)
        .filter(split -> CHUNK.matcher(split.getExpression().getExpression()).matches())
        .toList();
  }

  /** What its steps say, and those of the Kamelets among them. */
  private static Stream<String> texts(CamelContext context, RouteDefinition route) {
    List<String> texts = new ArrayList<>();
    for (ProcessorDefinition<?> step :
        ProcessorDefinitionHelper.filterTypeInOutputs(
            route.getOutputs(), ProcessorDefinition.class)) {
      if (step instanceof EndpointRequiredDefinition to && to.getEndpointUri() != null) {
        texts.add(to.getEndpointUri());
        kamelet(context, to.getEndpointUri())
            .ifPresent(inner -> texts(context, inner).forEach(texts::add));
      }
      if (step instanceof ExpressionNode node && node.getExpression() != null) {
        texts.add(Optional.ofNullable(node.getExpression().getExpression()).orElse(""));
      }
    }
    return texts.stream();
  }

  private static Optional<RouteDefinition> kamelet(CamelContext context, String uri) {
    if (!uri.startsWith("kamelet:") || uri.startsWith("kamelet:sink")) {
      return Optional.empty();
    }
    String name = uri.replaceFirst("kamelet:/*([^/?]+).*", "$1");
    return template(context, name)
        .or(
            () -> {
              // Reads its file. One that another Kamelet leads to was read with that one.
              var unused = context.getEndpoint(uri);
              return template(context, name);
            })
        .map(RouteTemplateDefinition::getRoute);
  }

  private static Optional<RouteTemplateDefinition> template(CamelContext context, String name) {
    return Optional.ofNullable(
        context
            .getCamelContextExtension()
            .getContextPlugin(Model.class)
            .getRouteTemplateDefinition(name));
  }
}
