package dev.oneway.flow;

import dev.oneway.fault.Fault;
import dev.oneway.fault.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Checks the use of a Kamelet against its contract: Camel ignores a misspelt property. */
final class KameletCheck {
  private static final List<String> LOCATIONS = List.of("file:kamelets/", "classpath:kamelets/");
  private static final Set<String> OF_EVERY_KAMELET =
      Set.of("bridgeErrorHandler", "lazyStartProducer", "location", "noErrorHandler");

  private final CamelContext context;
  private final String file;

  KameletCheck(CamelContext context, String file) {
    this.context = context;
    this.file = file;
  }

  List<Fault> check(EndpointUse use) {
    String name = use.path().replaceFirst("/.*", "");
    Optional<Map<?, ?>> contract = contractOf(name);
    if (contract.isEmpty()) {
      return List.of(
          fault(
              use,
              "there is no Kamelet `" + name + "`.",
              "Correct its name, or put " + name + ".kamelet.yaml into the folder kamelets/."));
    }
    return properties(use, name, contract.get());
  }

  private List<Fault> properties(EndpointUse use, String name, Map<?, ?> contract) {
    Set<String> known = textsOf(mapAt(contract, "properties").keySet());
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

  private Optional<Map<?, ?>> contractOf(String name) {
    for (String location : LOCATIONS) {
      Resource resource =
          ResourceHelper.resolveResource(context, location + name + ".kamelet.yaml");
      if (resource.exists()) {
        return Optional.of(mapAt(mapAt(read(resource), "spec"), "definition"));
      }
    }
    return Optional.empty();
  }

  private static Map<?, ?> read(Resource resource) {
    try (InputStream yaml = resource.getInputStream()) {
      Object document = new Load(LoadSettings.builder().build()).loadFromInputStream(yaml);
      return document instanceof Map<?, ?> map ? map : Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<?, ?> mapAt(Map<?, ?> map, String key) {
    return map.get(key) instanceof Map<?, ?> inner ? inner : Map.of();
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
