package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.value.Stage;
import dev.oneway.mapping.yaml.Section;
import java.util.List;
import java.util.Optional;

/** Reads the words of one stage from a field's description. */
interface StageReader {
  /** The words it understands. */
  List<Word> words();

  /** The stage; empty when the field has none, or with a fault none that can be used. */
  Optional<Stage> read(Section field, Reading reading);
}
