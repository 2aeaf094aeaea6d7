package dev.oneway.demo.hubspot;

import dev.oneway.demo.hubspot.HubSpotReplies.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A filter of a search.
 *
 * @param values what is compared with; none for HAS_PROPERTY and NOT_HAS_PROPERTY
 */
record HubSpotFilter(Property property, String operator, List<Comparable<?>> values)
    implements Predicate<HubSpotObject> {

  static HubSpotFilter parse(Map<?, ?> json, HubSpotObjects objects) throws Refused {
    String name = HubSpotJson.text(json, "propertyName");
    Property property =
        objects
            .property(name)
            .orElseThrow(
                () -> HubSpotReplies.refused("There was a problem with the request: " + name));
    String operator = HubSpotJson.text(json, "operator");
    List<String> texts =
        switch (operator) {
          case "EQ", "NEQ", "GT", "GTE", "LT", "LTE" -> List.of(HubSpotJson.text(json, "value"));
          case "IN" -> HubSpotJson.texts(json, "values");
          case "HAS_PROPERTY", "NOT_HAS_PROPERTY" -> List.of();
          default ->
              throw HubSpotReplies.refused(
                  "Invalid input JSON: `" + operator + "` is no operator of a filter");
        };
    List<Comparable<?>> values = new java.util.ArrayList<>();
    for (String text : texts) {
      values.add(
          property
              .comparable(text)
              .orElseThrow(
                  () -> HubSpotReplies.refused("Value for " + name + " isn't valid: " + text)));
    }
    return new HubSpotFilter(property, operator, values);
  }

  @Override
  public boolean test(HubSpotObject object) {
    Optional<Comparable<?>> value = valueOf(object, property);
    return switch (operator) {
      case "HAS_PROPERTY" -> value.isPresent();
      case "NOT_HAS_PROPERTY" -> value.isEmpty();
      case "NEQ" -> value.isEmpty() || !value.get().equals(values.get(0));
      case "IN" -> value.isPresent() && values.stream().anyMatch(v -> compare(value.get(), v) == 0);
      default -> value.isPresent() && holds(compare(value.get(), values.get(0)));
    };
  }

  private boolean holds(int comparison) {
    return switch (operator) {
      case "GT" -> comparison > 0;
      case "GTE" -> comparison >= 0;
      case "LT" -> comparison < 0;
      case "LTE" -> comparison <= 0;
      default -> comparison == 0;
    };
  }

  /** The value in the form in which two of a property compare. */
  static Optional<Comparable<?>> valueOf(HubSpotObject object, Property property) {
    return switch (property.name()) {
      case "createdate" -> Optional.of(object.createdAt());
      case "lastmodifieddate", "hs_lastmodifieddate" -> Optional.of(object.updatedAt());
      case "hs_object_id" -> Optional.of(java.math.BigDecimal.valueOf(object.id()));
      default ->
          Optional.ofNullable(object.properties().get(property.name()))
              .flatMap(property::comparable);
    };
  }

  /** Both are values of the same property, and so of the same class. */
  @SuppressWarnings("unchecked")
  static int compare(Comparable<?> left, Comparable<?> right) {
    return ((Comparable<Object>) left).compareTo(right);
  }
}
