package dev.oneway.flow;

import dev.oneway.fault.Fault;
import dev.oneway.fault.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/** Checks the use of a Kamelet against its contract: Camel ignores a misspelt property. */
final class KameletCheck {
  private static final Set<String> OF_EVERY_KAMELET =
      Set.of("bridgeErrorHandler", "lazyStartProducer", "location", "noErrorHandler");

  private static final Pattern COMMA = Pattern.compile(",");

  private final CamelContext context;
  private final String file;

  KameletCheck(CamelContext context, String file) {
    this.context = context;
    this.file = file;
  }

  List<Fault> check(EndpointUse use) {
    String name = nameOf(use);
    Optional<KameletFile> kamelet = file(name);
    if (kamelet.isEmpty()) {
      return List.of(
          fault(
              use,
              "there is no Kamelet `" + name + "`.",
              "Correct its name, or put " + name + ".kamelet.yaml into the folder kamelets/."));
    }
    return properties(use, name, kamelet.get().contract());
  }

  private List<Fault> properties(EndpointUse use, String name, Map<?, ?> contract) {
    Set<String> known = textsOf(KameletFile.mapAt(contract, "properties").keySet());
    List<Fault> faults = new ArrayList<>();
    for (String written : use.options().keySet()) {
      if (!known.contains(written) && !OF_EVERY_KAMELET.contains(written)) {
        faults.add(
            fault(
                use,
                "the Kamelet `" + name + "` has no property `" + written + "`.",
                Nearest.didYouMean(written, known) + "It has " + String.join(", ", known) + "."));
      }
    }
    for (Object required : contract.get("required") instanceof List<?> list ? list : List.of()) {
      if (!use.options().containsKey(required.toString())) {
        faults.add(
            fault(
                use,
                "the Kamelet `" + name + "` needs the property `" + required + "`.",
                "Add it."));
      }
    }
    return faults;
  }

  /**
   * Where the Kamelet's own file holds what a step of its template was refused for.
   *
   * @param ofTheRoute the properties whose values the route is to blame for
   */
  Optional<KameletFile.Place> place(
      EndpointUse use, String refusedUri, String why, Set<String> ofTheRoute) {
    return file(nameOf(use)).flatMap(kamelet -> kamelet.place(refusedUri, why, ofTheRoute));
  }

  private static String nameOf(EndpointUse use) {
    return use.path().replaceFirst("/.*", "");
  }

  private Optional<KameletFile> file(String name) {
    KameletComponent component = context.getComponent("kamelet", KameletComponent.class);
    for (String location : COMMA.splitAsStream(component.getLocation()).toList()) {
      Resource resource =
          ResourceHelper.resolveResource(
              context, location.strip().replaceFirst("/*$", "/") + name + ".kamelet.yaml");
      if (resource.exists()) {
        return Optional.of(KameletFile.read(resource));
      }
    }
    return Optional.empty();
  }

  private static Set<String> textsOf(Set<?> keys) {
    return keys.stream()
        .map(Object::toString)
        .collect(java.util.stream.Collectors.toCollection(java.util.TreeSet::new));
  }

  private Fault fault(EndpointUse use, String what, String remedy) {
    return new Fault(file, use.line(), 0, what, remedy);
  }
}
