package dev.oneway.mapping.model;

import dev.oneway.mapping.value.InstantOutput;
import dev.oneway.mapping.value.Stage;
import dev.oneway.mapping.yaml.Section;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code zone} (UTC when only a format is given) and {@code format} of an instant. */
final class OutputReader implements StageReader {
  static final String FORMAT = "format";
  private static final String ZONE = "zone";

  @Override
  public List<String> words() {
    return List.of(ZONE, FORMAT);
  }

  @Override
  public Optional<Stage> read(Section field, Reading reading) {
    TypeReader.refuseUnlessInstant(field, words(), reading);
    if (field.find(ZONE).isEmpty() && field.find(FORMAT).isEmpty()) {
      return Optional.empty();
    }
    ZoneId zone = reading.zone(field, ZONE).orElse(ZoneOffset.UTC);
    return Optional.of(new InstantOutput(zone, format(field, reading)));
  }

  private static Optional<DateTimeFormatter> format(Section field, Reading reading) {
    return field
        .text(FORMAT)
        .flatMap(
            pattern -> {
              try {
                DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
                format.formatTo(Instant.EPOCH.atZone(ZoneOffset.UTC), new StringBuilder());
                return Optional.of(format);
              } catch (IllegalArgumentException | DateTimeException e) {
                reading
                    .faults()
                    .at(
                        field.find(FORMAT).orElseThrow().value(),
                        "`" + pattern + "` is no date format: " + e.getMessage() + ".",
                        "Write one such as `d MMM yyyy HH:mm`; other letters go between single"
                            + " quotes.");
                return Optional.empty();
              }
            });
  }
}
