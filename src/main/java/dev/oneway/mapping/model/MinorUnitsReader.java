package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Vocabulary;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.value.MinorUnits;
import dev.oneway.mapping.value.Origin;
import dev.oneway.mapping.value.Path;
import dev.oneway.mapping.yaml.Constants;
import dev.oneway.mapping.yaml.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code minorUnits}: where a record has an amount of money and its currency. */
final class MinorUnitsReader implements OriginReader {
  private static final String MINOR_UNITS = "minorUnits";
  private static final String AMOUNT = "amount";
  private static final String CURRENCY = "currency";
  private static final String DIGITS = "digits";
  private static final long MOST_DIGITS = 8;
  private static final Pattern CODE = Pattern.compile("[A-Z]{3}");
  private static final String PRICE = "{ minorUnits: { amount: price, currency: in } }";

  static final Vocabulary WORDS =
      Vocabulary.of(
          MINOR_UNITS,
          "An amount of money in smallest units of its currency.",
          Word.of(AMOUNT, Kind.PATH, "the amount: a number, or a text that is one").asNeeded(),
          Word.of(CURRENCY, Kind.PATH, "its currency: a code of ISO 4217, in any case").asNeeded(),
          Word.of(
              DIGITS,
              new Kind.Named(new Kind.Count(0)),
              "how many digits behind the point a currency has, where the destination counts"
                  + " otherwise than ISO 4217 does: `{ ISK: 2 }`"));

  private static final Word WORD =
      Word.of(
              MINOR_UNITS,
              new Kind.Table(MINOR_UNITS),
              "an amount of money as a whole number of its currency's smallest units, such as"
                  + " cents; nothing is rounded, and no floating point comes near it")
          .example(PRICE, "{\"price\": 19.90, \"in\": \"EUR\"}", "1990")
          .example(PRICE, "{\"price\": \"5000\", \"in\": \"jpy\"}", "5000")
          .example(PRICE, "{\"price\": 1.5, \"in\": \"KWD\"}", "1500")
          .example(
              PRICE,
              "{\"price\": 19.905, \"in\": \"EUR\"}",
              "rejected as type: `price` is 19.905, but must be an amount with at most 2 digits"
                  + " behind the point, as EUR has them.")
          .example(
              "{ minorUnits: { amount: price, currency: in, digits: { ISK: 2 } } }",
              "{\"price\": 500, \"in\": \"ISK\"}",
              "50000");

  @Override
  public List<Word> words() {
    return List.of(WORD);
  }

  @Override
  public Optional<Origin> read(Section field, Reading reading) {
    Section.Entry entry = field.find(MINOR_UNITS).orElseThrow();
    return Section.of(entry.value(), "`minorUnits`", reading.faults())
        .flatMap(section -> read(entry, section, reading));
  }

  private static Optional<Origin> read(Section.Entry entry, Section section, Reading reading) {
    section.refuseOthers(WORDS.names());
    section.requireNeeded(
        WORDS,
        entry.value(),
        "`minorUnits`",
        word ->
            "Add `"
                + word.name()
                + ":` with the path to it, as in `{ amount: price, currency: currency }`.");
    Optional<Path> amount = reading.path(section, AMOUNT);
    Optional<Path> currency = reading.path(section, CURRENCY);
    Map<String, Integer> digits = digits(section, reading);
    return amount.flatMap(of -> currency.map(in -> new MinorUnits(of, in, digits)));
  }

  private static Map<String, Integer> digits(Section section, Reading reading) {
    Map<String, Integer> digits = new LinkedHashMap<>();
    section
        .find(DIGITS)
        .flatMap(entry -> Section.of(entry.value(), "`digits`", reading.faults()))
        .ifPresent(
            table ->
                table
                    .entries()
                    .forEach(
                        entry ->
                            digits(entry, reading)
                                .ifPresent(count -> digits.put(entry.name(), count))));
    return digits;
  }

  private static Optional<Integer> digits(Section.Entry entry, Reading reading) {
    boolean isCode = CODE.matcher(entry.name()).matches();
    if (isCode
        && Constants.of(entry.value(), reading.faults()) instanceof Long count
        && count >= 0
        && count <= MOST_DIGITS) {
      return Optional.of(count.intValue());
    }
    reading
        .faults()
        .at(
            isCode ? entry.value() : entry.key(),
            isCode
                ? "`" + entry.name() + "` must have a whole number from 0 to " + MOST_DIGITS + "."
                : "`" + entry.name() + "` is no code of a currency.",
            "Write e.g. `ISK: 2`.");
    return Optional.empty();
  }
}
