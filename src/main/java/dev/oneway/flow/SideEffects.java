package dev.oneway.flow;

import dev.oneway.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kamelet.KameletEndpoint;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.Model;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.language.MethodCallExpression;

/**
 * Finds the steps of a route that may change something outside of the exchange, apart from its
 * destination. Only what is known to be harmless is taken for it: a route with anything else can't
 * be gone through to see what it would do.
 */
final class SideEffects {
  private static final Set<String> HARMLESS_SCHEMES =
      Set.of(
          "mapping",
          "dedup",
          "pages",
          "gather",
          "jdbc-upsert",
          "http-upsert",
          "inbox",
          "direct",
          "log",
          "dataformat",
          "language",
          "xslt",
          "validator");

  /** Steps that only work on the exchange, or only hold others. */
  private static final Set<String> HARMLESS_STEPS =
      Set.of(
          "split",
          "choice",
          "when",
          "otherwise",
          "filter",
          "pipeline",
          "step",
          "doTry",
          "doCatch",
          "doFinally",
          "setBody",
          "setHeader",
          "setHeaders",
          "setProperty",
          "setVariable",
          "setVariables",
          "removeHeader",
          "removeHeaders",
          "removeProperty",
          "removeProperties",
          "removeVariable",
          "log",
          "marshal",
          "unmarshal",
          "transform",
          "convertBodyTo",
          "validate",
          "sort",
          "loop",
          "stop",
          "throwException",
          "delay",
          "throttle",
          "circuitBreaker",
          "onFallback",
          "onException",
          "kamelet");

  /** Camel puts it there itself. */
  private static final Pattern END_OF_A_KAMELET = Pattern.compile("kamelet:(//)?sink(\\?.*)?");

  private static final Pattern KAMELET =
      Pattern.compile("kamelet:(?://)?([^/?]+).*", Pattern.DOTALL);

  private final CamelContext context;
  private final Databases databases;
  private final String file;

  SideEffects(CamelContext context, Databases databases, String file) {
    this.context = context;
    this.databases = databases;
    this.file = file;
  }

  /** Why the route can't be gone through without effect; empty when it can. */
  List<Fault> in(RouteDefinition route) {
    List<Fault> found = new ArrayList<>();
    for (ProcessorDefinition<?> step : steps(route)) {
      effectOf(step).ifPresent(what -> found.add(fault(step, what)));
    }
    return found;
  }

  @SuppressWarnings({"rawtypes", "unchecked"})
  private static List<ProcessorDefinition<?>> steps(RouteDefinition route) {
    List<ProcessorDefinition<?>> steps = new ArrayList<>();
    for (ProcessorDefinition step :
        ProcessorDefinitionHelper.filterTypeInOutputs(
            route.getOutputs(), ProcessorDefinition.class)) {
      steps.add(step);
    }
    return steps;
  }

  private Optional<String> effectOf(ProcessorDefinition<?> step) {
    if (step instanceof ToDefinition to) {
      return effectOf(EndpointUse.of(context, to.getEndpointUri(), to.getLineNumber()));
    }
    if (!HARMLESS_STEPS.contains(step.getShortName())) {
      return Optional.of("`" + step.getShortName() + "`");
    }
    boolean calls =
        step instanceof ExpressionNode node && node.getExpression() instanceof MethodCallExpression;
    return calls ? Optional.of("the bean `" + step.getShortName() + "` calls") : Optional.empty();
  }

  private Optional<String> effectOf(EndpointUse use) {
    String scheme = use.scheme();
    if (HARMLESS_SCHEMES.contains(scheme) || readsRows(use) || gets(use)) {
      return Optional.empty();
    }
    boolean harmless = scheme.equals("kamelet") && isHarmlessKamelet(use);
    return harmless ? Optional.empty() : Optional.of("`to: " + shortened(use) + "`");
  }

  /** The database itself keeps a source from writing. */
  private boolean readsRows(EndpointUse use) {
    return use.scheme().equals("sql")
        && DatabaseCheck.databaseOf(use).filter(databases::isReadOnly).isPresent();
  }

  private static boolean gets(EndpointUse use) {
    return use.scheme().matches("https?")
        && "GET".equalsIgnoreCase(String.valueOf(use.options().get("httpMethod")));
  }

  private boolean isHarmlessKamelet(EndpointUse use) {
    if (!(context.getEndpoint(use.uri()) instanceof KameletEndpoint kamelet)) {
      return false;
    }
    RouteDefinition template = model().getRouteDefinition(kamelet.getRouteId());
    return template != null && isHarmlessInside(template);
  }

  private Model model() {
    return context.getCamelContextExtension().getContextPlugin(Model.class);
  }

  private boolean isHarmlessInside(RouteDefinition kamelet) {
    return steps(kamelet).stream().allMatch(this::isHarmlessInside);
  }

  /** A Kamelet's addresses hold its properties, which have no values here. */
  private boolean isHarmlessInside(ProcessorDefinition<?> step) {
    if (!(step instanceof ToDefinition to)) {
      return HARMLESS_STEPS.contains(step.getShortName());
    }
    String uri = to.getEndpointUri();
    return HARMLESS_SCHEMES.contains(schemeOf(uri))
        || END_OF_A_KAMELET.matcher(uri).matches()
        || leadsToAHarmlessKamelet(uri);
  }

  /** An option's value may have several lines. */
  private static String schemeOf(String uri) {
    int colon = uri.indexOf(':');
    return colon < 0 ? uri : uri.substring(0, colon);
  }

  /** A Kamelet that another one leads to was read with that one. */
  private boolean leadsToAHarmlessKamelet(String uri) {
    Matcher kamelet = KAMELET.matcher(uri);
    RouteTemplateDefinition template =
        kamelet.matches() ? model().getRouteTemplateDefinition(kamelet.group(1)) : null;
    return template != null && isHarmlessInside(template.getRoute());
  }

  /** Whatever stands behind the scheme may hold what nobody shall read. */
  private static String shortened(EndpointUse use) {
    return use.scheme().equals("kamelet")
        ? "kamelet:" + use.path().replaceFirst("/.*", "")
        : use.scheme().toLowerCase(Locale.ROOT) + ":…";
  }

  private Fault fault(OptionalIdentifiedDefinition<?> step, String what) {
    int line = Math.max(step.getLineNumber(), 0);
    return new Fault(
        file,
        line,
        0,
        what + (line > 0 ? " in line " + line : "") + " may write.",
        "A flow can be previewed when nothing but its destination writes: take the step into a flow"
            + " of its own.");
  }
}
