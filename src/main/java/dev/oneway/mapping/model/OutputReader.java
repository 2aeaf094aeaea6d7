package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.value.InstantOutput;
import dev.oneway.mapping.value.Stage;
import dev.oneway.mapping.yaml.Section;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** {@code zone} (UTC when only a format is given) and {@code format} of an instant. */
final class OutputReader implements StageReader {
  private static final String ZONE = "zone";
  private static final String FORMAT = "format";
  private static final String GIVEN = "{\"at\": \"2026-01-31T10:15:30Z\"}";

  static final List<Word> WORDS =
      List.of(
          Word.of(ZONE, Kind.text("a time zone"), "for `instant`: the zone it is written in")
              .byDefault("UTC")
              .example(
                  "{ from: at, type: instant, zone: America/New_York }",
                  GIVEN,
                  "\"2026-01-31T05:15:30-05:00\""),
          Word.of(
                  FORMAT,
                  Kind.text("a date pattern"),
                  "for `instant`: a pattern such as `d MMM yyyy HH:mm` that makes it English text")
              .example(
                  "{ from: at, type: instant, format: d MMM yyyy HH:mm }",
                  GIVEN,
                  "\"31 Jan 2026 10:15\""));

  @Override
  public List<Word> words() {
    return WORDS;
  }

  @Override
  public Optional<Stage> read(Section field, Reading reading) {
    TypeReader.refuseUnlessInstant(field, List.of(ZONE, FORMAT), reading);
    if (field.find(ZONE).isEmpty() && field.find(FORMAT).isEmpty()) {
      return Optional.empty();
    }
    ZoneId zone = reading.zone(field, ZONE).orElse(ZoneOffset.UTC);
    Optional<String> format = field.text(FORMAT);
    try {
      return Optional.of(new InstantOutput(zone, format));
    } catch (IllegalArgumentException | DateTimeException e) {
      reading
          .faults()
          .at(
              field.find(FORMAT).orElseThrow().value(),
              "`" + format.orElseThrow() + "` is no date format: " + e.getMessage() + ".",
              "Write one such as `d MMM yyyy HH:mm`; other letters go between single quotes.");
      return Optional.empty();
    }
  }
}
