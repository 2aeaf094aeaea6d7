package dev.oneway.demo.coupa;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.oneway.record.RecordJson;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A question as Coupa understands it: conditions on what changed, an order, a page, and which
 * fields are wanted. Immutable.
 *
 * @param query decoded
 */
record CoupaQuery(Map<String, String> query) {
  private static final int MOST = 50;
  private static final Comparator<CoupaDocument> BY_ID =
      Comparator.comparingLong(CoupaDocument::id);

  /**
   * @return a page; empty when a parameter can't be understood
   */
  Optional<List<Map<String, Object>>> page(Map<Long, CoupaDocument> documents) {
    try {
      Stream<CoupaDocument> found = documents.values().stream().filter(this::matches);
      List<?> fields =
          query.containsKey("fields")
              ? RecordJson.mapper().readValue(query.get("fields"), List.class)
              : List.of();
      return Optional.of(
          found
              .sorted(order())
              .skip(Long.parseLong(query.getOrDefault("offset", "0")))
              .limit(Math.min(MOST, Long.parseLong(query.getOrDefault("limit", "" + MOST))))
              .map(
                  document ->
                      fields.isEmpty() ? document.fields() : wanted(document.fields(), fields))
              .toList());
    } catch (DateTimeException | NumberFormatException | JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private boolean matches(CoupaDocument document) {
    OffsetDateTime updated = updated(document);
    return bound("gt").filter(time -> !updated.isAfter(time)).isEmpty()
        && bound("gt_or_eq").filter(updated::isBefore).isEmpty()
        && Optional.ofNullable(query.get("exported"))
            .filter(wanted -> !wanted.equals(document.text("exported")))
            .isEmpty();
  }

  private Optional<OffsetDateTime> bound(String operator) {
    return Optional.ofNullable(query.get("updated_at[" + operator + "]"))
        .or(() -> Optional.ofNullable(query.get("updated-at[" + operator + "]")))
        .map(OffsetDateTime::parse);
  }

  private static OffsetDateTime updated(CoupaDocument document) {
    return OffsetDateTime.parse(document.text("updated-at"));
  }

  /** Unless it is asked for another order, the newest come first. */
  private Comparator<CoupaDocument> order() {
    Comparator<CoupaDocument> order =
        query.getOrDefault("order_by", "id").replace('-', '_').equals("updated_at")
            ? Comparator.comparing(CoupaQuery::updated).thenComparing(BY_ID)
            : BY_ID;
    return query.getOrDefault("dir", "desc").equals("asc") ? order : order.reversed();
  }

  /** A name stands for a field, an object for fields of what a field holds. */
  private static Map<String, Object> wanted(Map<?, ?> fields, List<?> names) {
    Map<String, Object> wanted = new LinkedHashMap<>();
    for (Object name : names) {
      if (name instanceof Map<?, ?> inner) {
        inner.forEach((field, of) -> put(wanted, fields, field, (List<?>) of));
      } else {
        put(wanted, fields, name, List.of());
      }
    }
    return wanted;
  }

  private static void put(Map<String, Object> wanted, Map<?, ?> fields, Object name, List<?> of) {
    String field = name.toString().replace('_', '-');
    if (fields.containsKey(field)) {
      wanted.put(field, inside(fields.get(field), of));
    }
  }

  private static Object inside(Object value, List<?> of) {
    if (of.isEmpty()) {
      return value;
    }
    return value instanceof List<?> list
        ? list.stream().map(one -> inside(one, of)).toList()
        : wanted((Map<?, ?>) value, of);
  }
}
