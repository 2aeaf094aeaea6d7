package dev.oneway.mapping.model;

import dev.oneway.mapping.language.JsonSchema;
import dev.oneway.mapping.language.Vocabulary;
import java.util.List;
import java.util.Map;

/** The mapping language: the words of each kind of table a mapping file has. */
public final class MappingLanguage {
  /** The file's own words first, then those of its parts. */
  public static final List<Vocabulary> VOCABULARIES =
      List.of(
          MappingReader.WORDS,
          PartyReader.SOURCE_WORDS,
          PartyReader.DESTINATION_WORDS,
          ChangedAtReader.WORDS,
          FieldLanguage.WORDS,
          HashReader.WORDS,
          MaskReader.WORDS,
          ReferenceReader.WORDS,
          RestReader.WORDS,
          ChildReader.WORDS,
          DeletesReader.WORDS,
          RuleReader.WORDS,
          RecordCheckReader.WORDS,
          ContractReader.WORDS,
          ExamplesReader.WORDS,
          RejectionReader.WORDS);

  private MappingLanguage() {}

  /** The JSON Schema of mapping files, as JSON would have it. */
  public static Map<String, Object> schema() {
    return JsonSchema.of("Oneway mapping", VOCABULARIES);
  }
}
