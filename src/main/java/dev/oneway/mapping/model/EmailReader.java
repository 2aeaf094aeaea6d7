package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.value.EmailAddress;
import dev.oneway.mapping.value.Stage;
import dev.oneway.mapping.yaml.Section;
import java.util.List;
import java.util.Optional;

/** {@code email}: the value is an e-mail address. */
final class EmailReader implements StageReader {
  private static final String EMAIL = "email";

  private static final Word WORD =
      Word.of(
              EMAIL,
              Kind.FLAG,
              "`true` takes exactly one e-mail address, without the blanks around it and with its"
                  + " domain in lower case; a blank text becomes null")
          .byDefault("false")
          .example(
              "{ from: x, email: true }", "{\"x\": \" Ann@Example.COM\"}", "\"Ann@example.com\"")
          .example("{ from: x, email: true }", "{\"x\": \" \"}", "null")
          .example(
              "{ from: x, email: true }",
              "{\"x\": \"Ann <ann@example.com>\"}",
              "rejected as type: `x` is \"Ann <ann@example.com>\", but must be an e-mail address"
                  + " such as ann@example.com.");

  @Override
  public List<Word> words() {
    return List.of(WORD);
  }

  @Override
  public Optional<Stage> read(Section field, Reading reading) {
    return field.flag(EMAIL).filter(on -> on).map(on -> new EmailAddress());
  }
}
