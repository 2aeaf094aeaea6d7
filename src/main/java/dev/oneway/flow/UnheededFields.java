package dev.oneway.flow;

import dev.oneway.fault.Fault;
import dev.oneway.mapping.MappingEndpoint;
import dev.oneway.record.Field;
import dev.oneway.record.Shape;
import dev.oneway.record.WriteWhen;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;

/**
 * Finds fields that are only for new records or empty fields, in a route whose records come to no
 * destination that could know what is there.
 */
final class UnheededFields {
  private static final String MAPPING = "mapping";

  private UnheededFields() {}

  /**
   * @param file the route's file
   * @param steps the endpoints the route sends to
   * @param delivered its mappings whose records come to a destination
   */
  static List<Fault> in(
      CamelContext context, String file, List<EndpointUse> steps, List<Delivery> delivered) {
    Set<String> known =
        delivered.stream().map(it -> it.mapping().getName()).collect(Collectors.toSet());
    return steps.stream()
        .filter(step -> step.scheme().equals(MAPPING))
        .map(step -> context.getEndpoint(step.uri(), MappingEndpoint.class))
        .filter(mapping -> !known.contains(mapping.getName()))
        .map(MappingEndpoint::shape)
        .flatMap(
            shape ->
                shape.fields().stream()
                    .filter(field -> field.when() != WriteWhen.ALWAYS)
                    .map(field -> fault(file, shape, field)))
        .toList();
  }

  private static Fault fault(String file, Shape shape, Field field) {
    return new Fault(
        shape.mappingFile(),
        field.line(),
        field.column(),
        "`%s` is only for %s, and nothing in %s can know what is there."
            .formatted(
                field.name(),
                field.when() == WriteWhen.CREATE ? "new records" : "empty fields",
                file),
        "Deliver it by `jdbc-upsert:`, `http-upsert:` or a Kamelet that ends in one of them, or"
            + " remove `on` from the field.");
  }
}
