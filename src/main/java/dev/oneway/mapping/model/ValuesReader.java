package dev.oneway.mapping.model;

import dev.oneway.mapping.value.Stage;
import dev.oneway.mapping.yaml.Section;
import java.util.List;
import java.util.Optional;

/** {@code values}: a value map's name, or the map itself. */
final class ValuesReader implements StageReader {
  static final String VALUES = "values";

  @Override
  public List<String> words() {
    return List.of(VALUES);
  }

  @Override
  public Optional<Stage> read(Section field, Reading reading) {
    return field.find(VALUES).flatMap(entry -> reading.values().of(entry));
  }
}
