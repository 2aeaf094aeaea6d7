package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Vocabulary;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.value.Mask;
import dev.oneway.mapping.value.Stage;
import dev.oneway.mapping.yaml.Constants;
import dev.oneway.mapping.yaml.Section;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** {@code mask}: {@code all}, or how much of both ends may be seen. */
final class MaskReader implements StageReader {
  private static final String MASK = "mask";
  private static final String ALL = "all";
  private static final String FIRST = "first";
  private static final String LAST = "last";
  private static final int MOST = 999_999_999;
  private static final String CARD = "{ from: x, mask: { last: 4 } }";

  static final Vocabulary WORDS =
      Vocabulary.of(
          MASK,
          "How many characters of a masked text may be seen.",
          Word.of(FIRST, new Kind.Count(0), "at its beginning").byDefault("0"),
          Word.of(LAST, new Kind.Count(0), "at its end").byDefault("0"));

  private static final Word WORD =
      Word.of(
              MASK,
              Kind.either(Kind.oneOf(ALL), new Kind.Table(MASK)),
              "puts `*` in place of each character: `all` of them, or all but `{ first: 1, last: 4"
                  + " }`; a text that isn't longer than that is masked as a whole")
          .example("{ from: x, mask: all }", "{\"x\": \"Ann\"}", "\"***\"")
          .example(CARD, "{\"x\": 4111111111111111}", "\"************1111\"")
          .example(CARD, "{\"x\": \"1111\"}", "\"****\"")
          .example(
              CARD,
              "{\"x\": [1]}",
              "rejected as type: `x` is an array, but must be text or a single value that can be"
                  + " written as text.");

  @Override
  public List<Word> words() {
    return List.of(WORD);
  }

  @Override
  public Optional<Stage> read(Section field, Reading reading) {
    return field.find(MASK).flatMap(entry -> mask(entry, field, reading));
  }

  private static Optional<Stage> mask(Section.Entry entry, Section field, Reading reading) {
    if (entry.value() instanceof ScalarNode) {
      return field.word(MASK, List.of(ALL)).map(all -> new Mask(0, 0));
    }
    return Section.of(entry.value(), "`mask`", reading.faults())
        .map(section -> visible(entry, section, reading));
  }

  private static Stage visible(Section.Entry entry, Section section, Reading reading) {
    section.refuseOthers(WORDS.names());
    if (section.entries().isEmpty()) {
      reading
          .faults()
          .at(entry.value(), "`mask` is empty.", "Write `all`, or e.g. `{ first: 1, last: 4 }`.");
    }
    return new Mask(count(section, FIRST, reading), count(section, LAST, reading));
  }

  private static int count(Section section, String name, Reading reading) {
    Optional<Section.Entry> entry = section.find(name);
    if (entry.isEmpty()) {
      return 0;
    }
    Object count = Constants.of(entry.get().value(), reading.faults());
    if (count instanceof Long number && number >= 0 && number <= MOST) {
      return number.intValue();
    }
    reading
        .faults()
        .at(
            entry.get().value(),
            "`" + name + "` must be a whole number from 0 on.",
            "Write how many characters may be seen, e.g. `" + name + ": 4`.");
    return 0;
  }
}
