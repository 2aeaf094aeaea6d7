package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.value.Origin;
import dev.oneway.mapping.yaml.Section;
import java.util.List;
import java.util.Optional;

/** Reads one way to say where a field's value comes from. */
interface OriginReader {
  /** The words it understands; a field with any of them takes its value from here. */
  List<Word> words();

  /** The origin; empty, with a fault, when it can't be used. */
  Optional<Origin> read(Section field, Reading reading);
}
