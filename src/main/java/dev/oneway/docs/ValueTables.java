package dev.oneway.docs;

import dev.oneway.mapping.model.ChildModel;
import dev.oneway.mapping.model.FieldModel;
import dev.oneway.mapping.model.MappingModel;
import dev.oneway.mapping.value.Elements;
import dev.oneway.mapping.value.Stage;
import dev.oneway.mapping.value.ValueMap;
import dev.oneway.record.RecordJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The value maps of a mapping, a table each; fields that share one share its table. */
final class ValueTables {
  private static final List<String> HEADINGS = List.of("The source's value", "becomes");

  /** A map from a file may have more than anybody reads. */
  private static final int MOST_ROWS = 100;

  /** What a value map says; fields that name the same one say the same. */
  private record Known(Map<String, Object> entries, String others) {}

  private ValueTables() {}

  static List<Block> of(MappingModel mapping) {
    Map<Known, List<Line>> fieldsByMap = new LinkedHashMap<>();
    fields("", mapping.key(), fieldsByMap);
    fields("", mapping.fields(), fieldsByMap);
    for (ChildModel child : mapping.children()) {
      fields(child.object() + ".", child.key(), fieldsByMap);
      fields(child.object() + ".", child.fields(), fieldsByMap);
    }
    List<Block> blocks = new ArrayList<>();
    fieldsByMap.forEach(
        (map, fields) -> {
          Line heading = Line.of("Values of ").then(Line.joined(", ", fields));
          blocks.add(new Block.Heading(3, heading));
          blocks.add(table(map));
        });
    return blocks;
  }

  private static void fields(
      String object, List<FieldModel> fields, Map<Known, List<Line>> fieldsByMap) {
    for (FieldModel field : fields) {
      String name = object + field.name();
      maps(field.value().stages())
          .forEach(
              map ->
                  fieldsByMap
                      .computeIfAbsent(
                          new Known(map.entries(), map.others()), it -> new ArrayList<>())
                      .add(Line.ofCode(name)));
      fields(name + ".", NestedFields.of(field), fieldsByMap);
    }
  }

  private static Stream<ValueMap> maps(List<Stage> stages) {
    return stages.stream()
        .flatMap(
            stage ->
                stage instanceof Elements elements
                    ? maps(elements.stages())
                    : Stream.of(stage)
                        .filter(ValueMap.class::isInstance)
                        .map(ValueMap.class::cast));
  }

  private static Block table(Known map) {
    Stream<List<Line>> known =
        map.entries().entrySet().stream()
            .limit(MOST_ROWS)
            .map(
                entry ->
                    List.of(
                        Line.ofCode(entry.getKey()),
                        Line.ofCode(RecordJson.write(entry.getValue()))));
    List<List<Line>> rows = new ArrayList<>(known.toList());
    if (map.entries().size() > MOST_ROWS) {
      rows.add(
          List.of(Line.of("and %d more".formatted(map.entries().size() - MOST_ROWS)), new Line()));
    }
    rows.add(List.of(Line.of("any other"), Line.of(map.others())));
    return new Block.Table(HEADINGS, rows);
  }
}
