package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Vocabulary;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.model.Contract.OnEmpty;
import dev.oneway.mapping.model.Contract.Unknown;
import dev.oneway.mapping.yaml.Section;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads {@code contract}; to be called when everything else is read. */
final class ContractReader {
  private static final String UNKNOWN = "unknown";
  private static final String KNOWN = "known";
  private static final String ON_EMPTY = "onEmpty";
  private static final String FRESH = "fresh";
  private static final String WITHIN = "within";

  /** A flow's freshness is looked at several times a minute. */
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  private static final Pattern TIME = Pattern.compile("(\\d{1,5})([smhd])");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "s", ChronoUnit.SECONDS,
          "m", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS,
          "d", ChronoUnit.DAYS);

  static final Vocabulary WORDS =
      Vocabulary.of(
          "contract",
          "What is expected of the source. The mapping knows the names its paths and expressions use,"
              + " with all below them, and those listed here. Of an object it goes into by a path with"
              + " dots, or by `each`, the other names are looked at, too.",
          Word.of(
                  UNKNOWN,
                  Kind.oneOf(words(Unknown.values())),
                  "what becomes of names the mapping doesn't know: `warn` delivers the record and tells"
                      + " each name once a run in the log; `reject` refuses the record")
              .byDefault("ignore"),
          Word.of(KNOWN, new Kind.Many(Kind.PATH), "paths that are known, too, with all below them")
              .beside(UNKNOWN),
          Word.of(
                  ON_EMPTY,
                  Kind.oneOf(words(OnEmpty.values())),
                  "what becomes of a run that reads no record, which is usual where only changes are"
                      + " read: `warn` raises an alert, with `fail` the run has failed, too")
              .byDefault("ok"),
          Word.of(
              FRESH,
              Kind.text("a time such as 30m, 24h or 7d"),
              "how old the newest change that has arrived may be, at least 1m; an alert is raised"
                  + " when it is older, however well the runs end"),
          Word.of(
              WITHIN,
              Kind.text("a time such as 5m, 1h or 1d"),
              "how long a change may take from `changedAt` until it has arrived, at least 1m; an"
                  + " alert is raised when one takes longer. What was changed before the flow's first"
                  + " run isn't promised"));

  private final Reading reading;

  ContractReader(Reading reading) {
    this.reading = reading;
  }

  private static String[] words(Enum<?>[] values) {
    return Stream.of(values).map(ContractReader::word).toArray(String[]::new);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** The contract; empty, with a fault, when it isn't one. */
  Optional<Contract> read(Section.Entry entry) {
    return Section.of(entry.value(), "`" + entry.name() + "`", reading.faults())
        .map(section -> read(entry, section));
  }

  private Contract read(Section.Entry entry, Section section) {
    section.refuseOthers(WORDS.names());
    if (section.entries().isEmpty()) {
      reading
          .faults()
          .at(
              entry.key(),
              "`contract` expects nothing.",
              "Add e.g. `unknown: warn` or `fresh: 30m`, or remove it.");
    }
    section.find(KNOWN).ifPresent(known -> addKnown(known, section));
    return new Contract(
        one(section, UNKNOWN, Unknown.values()),
        reading.names().known(),
        one(section, ON_EMPTY, OnEmpty.values()),
        time(section, FRESH),
        time(section, WITHIN));
  }

  /** The one that is written, or the first. */
  private static <T extends Enum<T>> T one(Section section, String name, T[] values) {
    return section
        .word(name, List.of(words(values)))
        .flatMap(word -> Stream.of(values).filter(value -> word(value).equals(word)).findFirst())
        .orElse(values[0]);
  }

  private Optional<Duration> time(Section section, String word) {
    return section.text(word).flatMap(text -> time(word, text, section.find(word).orElseThrow()));
  }

  private Optional<Duration> time(String word, String text, Section.Entry entry) {
    String written = "`" + word + ": " + text + "`";
    Matcher parts = TIME.matcher(text);
    if (!parts.matches()) {
      reading
          .faults()
          .at(
              entry.value(),
              written + " is no time.",
              "Write a number and its unit, such as 30m, 24h or 7d.");
      return Optional.empty();
    }
    Duration time = Duration.of(Long.parseLong(parts.group(1)), UNITS.get(parts.group(2)));
    if (time.compareTo(SHORTEST) < 0) {
      reading.faults().at(entry.value(), written + " is less than 1m.", "Write more.");
    }
    return Optional.of(time);
  }

  private void addKnown(Section.Entry known, Section section) {
    if (section.find(UNKNOWN).isEmpty()) {
      reading
          .faults()
          .at(
              known.key(),
              "`known` has no `unknown`.",
              "Add `unknown: warn`, or `reject`, or `ignore`.");
    }
    if (known.value() instanceof SequenceNode list) {
      list.getValue().forEach(this::addKnown);
    } else {
      reading
          .faults()
          .at(
              known.value(),
              "`known` must be a list of paths.",
              "Write `known: [internal_note, properties.tags]`.");
    }
  }

  private void addKnown(Node path) {
    var unused =
        Section.textOf(path, "A path of `known`", reading.faults())
            .flatMap(text -> reading.path(text, path));
  }
}
