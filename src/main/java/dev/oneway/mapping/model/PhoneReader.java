package dev.oneway.mapping.model;

import dev.oneway.fault.Nearest;
import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.value.Stage;
import dev.oneway.mapping.value.Telephone;
import dev.oneway.mapping.yaml.Section;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code phone}: the value is a telephone number. */
final class PhoneReader implements StageReader {
  private static final String PHONE = "phone";
  private static final String INTERNATIONAL = "international";
  private static final String GERMAN = "{ from: x, phone: DE }";

  private static final Word WORD =
      Word.of(
              PHONE,
              Kind.either(
                  Kind.oneOf(INTERNATIONAL), Kind.text("a country as ISO 3166 has it, e.g. DE")),
              "takes a telephone number and writes it as E.164: `DE` (or another country) reads"
                  + " numbers without + as called from there, `international` refuses them. A number"
                  + " that can't exist, or has an extension or words beside it, is refused; a blank"
                  + " text becomes null")
          .example(GERMAN, "{\"x\": \"(030) 90 18 20\"}", "\"+4930901820\"")
          .example(GERMAN, "{\"x\": \"+1 650 253 0000\"}", "\"+16502530000\"")
          .example(
              GERMAN,
              "{\"x\": \"030 901820 ext. 5\"}",
              "rejected as type: `x` is \"030 901820 ext. 5\", but must be a telephone number of DE,"
                  + " or one that begins with +.")
          .example(
              "{ from: x, phone: international }",
              "{\"x\": \"030 901820\"}",
              "rejected as type: `x` is \"030 901820\", but must be a telephone number that begins"
                  + " with +, such as +4930901820.");

  @Override
  public List<Word> words() {
    return List.of(WORD);
  }

  @Override
  public Optional<Stage> read(Section field, Reading reading) {
    return field.text(PHONE).flatMap(region -> telephone(region, field, reading));
  }

  private static Optional<Stage> telephone(String region, Section field, Reading reading) {
    if (region.equals(INTERNATIONAL)) {
      return Optional.of(new Telephone(Optional.empty()));
    }
    if (Telephone.regions().contains(region)) {
      return Optional.of(new Telephone(Optional.of(region)));
    }
    reading
        .faults()
        .at(
            field.find(PHONE).orElseThrow().value(),
            "There is no country `" + region + "` with telephone numbers.",
            nearest(region).map(code -> "Did you mean `" + code + "`? ").orElse("")
                + "Write the two letters ISO 3166 has for it, such as DE or GB, or"
                + " `international`.");
    return Optional.empty();
  }

  /** Of two letters each other pair is near, so only their case or the country's name counts. */
  private static Optional<String> nearest(String written) {
    Map<String, String> codes = new HashMap<>();
    for (String region : Telephone.regions()) {
      codes.put(new Locale("", region).getDisplayCountry(Locale.ENGLISH), region);
    }
    String code = written.toUpperCase(Locale.ROOT);
    return Telephone.regions().contains(code)
        ? Optional.of(code)
        : Nearest.to(written, codes.keySet()).map(codes::get);
  }
}
