package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Vocabulary;
import dev.oneway.mapping.language.Word;
import java.util.List;
import java.util.stream.Stream;

/** The words of a field: where its value comes from, the work on it, and when it is written. */
final class FieldLanguage {
  static final String NAME = "field";

  /** A table of fields: each a path, or a table of the words above. */
  static final Kind FIELDS = new Kind.Named(Kind.either(Kind.PATH, new Kind.Table(NAME)));

  /** The same with at least one. */
  static final Kind SOME_FIELDS = new Kind.Named(Kind.either(Kind.PATH, new Kind.Table(NAME)), 1);

  /** A field has exactly one of these. */
  static final List<OriginReader> ORIGINS =
      List.of(
          new FromReader(),
          new ExprReader(),
          new ValueReader(),
          new TemplateReader(),
          new FirstReader(),
          new NestedReader(),
          new AssignReader());

  /** In the order of the work. */
  static final List<StageReader> STAGES =
      List.of(
          new TypeReader(),
          new ValuesReader(),
          new TextReader(),
          new EmailReader(),
          new PhoneReader(),
          new HashReader(),
          new MaskReader(),
          new OutputReader(),
          new ReferenceReader());

  /** Makes a list before that work, which then is done on each element. */
  static final StageReader SPLIT = new SplitReader();

  /** Makes a text of the elements after that work. */
  static final StageReader JOIN = new JoinReader();

  static final Word ON =
      Word.of(
              "on",
              Kind.oneOf("always", "create", "empty"),
              "when it is written: `always`, `create` (only with a new record), `empty` (only where"
                  + " the destination has null or an empty text)")
          .byDefault("always");

  static final Vocabulary WORDS =
      new Vocabulary(
          NAME,
          "One destination field, worked in this order.",
          Stream.of(
                  ORIGINS.stream().flatMap(reader -> reader.words().stream()),
                  SPLIT.words().stream(),
                  STAGES.stream().flatMap(reader -> reader.words().stream()),
                  JOIN.words().stream(),
                  BlankReader.WORDS.stream(),
                  Stream.of(CheckReader.WORD, ON))
              .flatMap(words -> words)
              .toList(),
          ORIGINS.stream()
              .map(reader -> reader.words().stream().map(Word::name).toList())
              .toList());

  private FieldLanguage() {}
}
