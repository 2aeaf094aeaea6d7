package dev.oneway.mapping;

import dev.oneway.mapping.model.RestModel;
import dev.oneway.record.Field;
import dev.oneway.record.Row;
import dev.oneway.record.Shape;
import dev.oneway.record.Shapes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Adds to a record's fields those that are taken as they come. Threads may share it. */
final class RestWork {
  private final Optional<RestModel> model;
  private final Shapes shapes;
  private final Set<String> declared;

  /** A record's or a row's values, and the shape they have. */
  @SuppressWarnings("ArrayRecordComponent")
  record Filled(Shape shape, Object[] values) {}

  private RestWork(Optional<RestModel> model, Shape base, List<String> owned) {
    this.model = model;
    this.shapes =
        new Shapes(
            base, model.map(RestModel::line).orElse(0), model.map(RestModel::column).orElse(0));
    this.declared =
        Stream.concat(base.fields().stream().map(Field::name), owned.stream())
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * @param base the shape of a record with the declared fields alone; the one for others is its
   *     last
   * @param owned the destination's own fields, into which nothing may go
   */
  static RestWork of(Optional<RestModel> model, Shape base, List<String> owned) {
    return new RestWork(model, base, owned);
  }

  /**
   * The values with what else the record has.
   *
   * @param values of the declared fields, with room for the others; kept
   * @throws RecordFault when something has no field, and there is none for others
   */
  Filled fill(Object[] values, Map<String, Object> record) {
    if (model.isEmpty()) {
      return new Filled(shapes.base(), values);
    }
    RestFields rest = new RestFields(declared, model.get().others().isPresent());
    for (RestModel.Part part : model.get().parts()) {
      rest.take(part, record);
    }
    if (model.get().others().isPresent()) {
      values[values.length - 1] = rest.others().isEmpty() ? Row.ABSENT : rest.others();
    }
    return with(rest.fields(), values);
  }

  private Filled with(Map<String, Object> fields, Object[] values) {
    Object[] all = Arrays.copyOf(values, values.length + fields.size());
    List<String> names = new ArrayList<>(fields.size());
    int at = values.length;
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      names.add(field.getKey());
      all[at++] = field.getValue();
    }
    return new Filled(shapes.with(names), all);
  }
}
