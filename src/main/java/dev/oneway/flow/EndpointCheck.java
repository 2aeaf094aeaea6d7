package dev.oneway.flow;

import dev.oneway.fault.Fault;
import dev.oneway.fault.FaultsException;
import dev.oneway.fault.Nearest;
import dev.oneway.fault.NotConfiguredException;
import dev.oneway.run.Reasons;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.catalog.impl.DefaultRuntimeCamelCatalog;

/**
 * Checks an endpoint before Camel builds it: component, options and their values, schedule, and
 * whether it can be created at all. Stricter than Camel, which turns some wrong values into
 * defaults without a word.
 */
final class EndpointCheck {
  private static final Set<String> DEFAULT_COMPONENTS =
      Set.of(
          "quartz",
          "timer",
          "platform-http",
          "direct",
          "seda",
          "sql",
          "http",
          "https",
          "kamelet",
          "log",
          "bean",
          "mapping",
          "dedup",
          "pages",
          "gather",
          "jdbc-upsert",
          "http-upsert",
          "inbox",
          "send",
          "signature");

  private static final String OURS = "dev.oneway.";

  private final CamelContext context;
  private final DefaultRuntimeCamelCatalog catalog = new DefaultRuntimeCamelCatalog();
  private final DatabaseCheck databases;
  private final KameletCheck kamelets;
  private final String file;

  EndpointCheck(CamelContext context, Databases databases, String file) {
    this.context = context;
    catalog.setCamelContext(context);
    this.databases = new DatabaseCheck(databases, file);
    this.kamelets = new KameletCheck(context, file);
    this.file = file;
  }

  /**
   * @throws NotConfiguredException when only a setting is missing
   */
  List<Fault> check(EndpointUse use) {
    if (context.getComponent(use.scheme()) == null) {
      return List.of(unknownComponent(use));
    }
    List<Fault> faults = new ArrayList<>(options(use));
    schedule(use).ifPresent(faults::add);
    databases.check(use).ifPresent(faults::add);
    if (use.scheme().equals("kamelet")) {
      faults.addAll(kamelets.check(use));
    }
    if (faults.isEmpty()) {
      faults.addAll(creation(use));
    }
    return faults;
  }

  private Fault unknownComponent(EndpointUse use) {
    return fault(
        use,
        "there is no component `" + use.scheme() + "`.",
        Nearest.didYouMean(use.scheme(), DEFAULT_COMPONENTS)
            + "Use one of Oneway's or put the jar of a Camel component into lib/.");
  }

  private List<Fault> options(EndpointUse use) {
    if (isOurs(use)) {
      return List.of();
    }
    EndpointValidationResult result = catalog.validateEndpointProperties(use.withoutRaw(), false);
    if (result.isSuccess() || result.getUnknownComponent() != null) {
      // Components without a catalog entry refuse unknown options when they create the endpoint.
      return List.of();
    }
    List<Fault> faults = new ArrayList<>();
    if (result.getUnknown() != null) {
      Set<String> known =
          catalog.componentModel(use.scheme()).getEndpointOptions().stream()
              .map(option -> option.getName())
              .collect(Collectors.toSet());
      for (String option : result.getUnknown()) {
        faults.add(
            fault(
                use,
                "`" + use.scheme() + "` has no option `" + option + "`.",
                Nearest.didYouMean(option, known)
                    + "Remove it or spell it as its documentation does."));
      }
    }
    for (Map.Entry<String, String> wrong : invalidValues(result).entrySet()) {
      faults.add(
          fault(
              use,
              "the option `"
                  + wrong.getKey()
                  + "` of `"
                  + use.scheme()
                  + "` "
                  + wrong.getValue()
                  + ".",
              "Correct its value."));
    }
    if (result.getRequired() != null) {
      for (String option : result.getRequired()) {
        faults.add(
            fault(use, "`" + use.scheme() + "` needs the option `" + option + "`.", "Add it."));
      }
    }
    return faults;
  }

  /** They refuse in their own words. */
  private boolean isOurs(EndpointUse use) {
    return context.getComponent(use.scheme()).getClass().getName().startsWith(OURS);
  }

  private static Map<String, String> invalidValues(EndpointValidationResult result) {
    Map<String, String> wrong = new java.util.TreeMap<>();
    addAll(wrong, result.getInvalidBoolean(), "is true or false, not `%s`");
    addAll(wrong, result.getInvalidInteger(), "is a whole number, not `%s`");
    addAll(wrong, result.getInvalidNumber(), "is a number, not `%s`");
    addAll(wrong, result.getInvalidDuration(), "is a duration such as 30s, not `%s`");
    addAll(wrong, result.getInvalidReference(), "names a bean as #name, not `%s`");
    if (result.getInvalidEnum() != null) {
      result
          .getInvalidEnum()
          .forEach(
              (option, value) ->
                  wrong.put(
                      option,
                      "is one of "
                          + String.join(", ", result.getEnumChoices(option))
                          + ", not `"
                          + value
                          + "`"));
    }
    return wrong;
  }

  private static void addAll(Map<String, String> wrong, Map<String, String> invalid, String words) {
    if (invalid != null) {
      invalid.forEach((option, value) -> wrong.put(option, words.formatted(value)));
    }
  }

  private Optional<Fault> schedule(EndpointUse use) {
    Object cron = use.options().get("cron");
    if (!use.scheme().equals("quartz") || cron == null) {
      return Optional.empty();
    }
    try {
      Schedule.cron(cron.toString());
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(
          fault(
              use,
              "the cron expression `" + cron + "` is wrong: " + LoadFaults.sentence(e.getMessage()),
              "Write seconds minutes hours day-of-month month day-of-week, e.g. `0 0/15 * * * ?`"
                  + " for every 15 minutes."));
    }
  }

  private List<Fault> creation(EndpointUse use) {
    try {
      context.getEndpoint(use.uri());
      return List.of();
    } catch (RuntimeException e) {
      return faultsIn(use, e);
    }
  }

  private List<Fault> faultsIn(EndpointUse use, RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FaultsException faults) {
        return faults.faults();
      }
      if (cause instanceof NotConfiguredException notConfigured) {
        throw notConfigured;
      }
      if (cause.getCause() == null && cause instanceof ResolveEndpointFailedException) {
        break;
      }
    }
    return List.of(inKamelet(use, failure).orElseGet(() -> refused(use, failure)));
  }

  private Fault refused(EndpointUse use, RuntimeException failure) {
    return fault(
        use,
        "`"
            + use.scheme()
            + "` can't be used like this: "
            + LoadFaults.sentence(Reasons.of(failure)),
        "Correct its options.");
  }

  /** A mistake in a Kamelet's own file is told there. */
  private Optional<Fault> inKamelet(EndpointUse use, RuntimeException failure) {
    if (!use.scheme().equals("kamelet")) {
      return Optional.empty();
    }
    String uri = null;
    String why = Reasons.of(failure);
    Set<String> ofTheRoute = use.options().keySet();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof NoSuchEndpointException unknown) {
        uri = unknown.getUri();
        why = "there is no component `" + uri.replaceFirst(":.*", "") + "`.";
        ofTheRoute = Set.of();
      } else if (cause instanceof ResolveEndpointFailedException refused) {
        uri = refused.getUri();
      }
    }
    return uri == null ? Optional.empty() : inKamelet(use, uri, why, ofTheRoute);
  }

  private Optional<Fault> inKamelet(
      EndpointUse use, String uri, String why, Set<String> ofTheRoute) {
    return kamelets
        .place(use, uri, why, ofTheRoute)
        .map(
            place ->
                new Fault(
                    place.file(),
                    place.line(),
                    place.column(),
                    LoadFaults.sentence(why),
                    "Correct the Kamelet."));
  }

  private Fault fault(EndpointUse use, String what, String remedy) {
    return new Fault(file, use.line(), 0, what, remedy);
  }
}
