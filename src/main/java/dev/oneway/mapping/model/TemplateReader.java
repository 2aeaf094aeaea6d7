package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.value.Origin;
import dev.oneway.mapping.value.SyntaxException;
import dev.oneway.mapping.value.Template;
import dev.oneway.mapping.yaml.Section;
import java.util.List;
import java.util.Optional;

/** {@code template}: a text with paths in braces. */
final class TemplateReader implements OriginReader {
  private static final String TEMPLATE = "template";
  private static final String FULL_NAME = "{ template: \"{first} {last}\" }";

  private static final Word WORD =
      Word.of(
              TEMPLATE,
              Kind.text("a text with paths in braces"),
              "a text with paths in braces: `\"{first} {last}\"`. There is no text unless all of"
                  + " them have a value; `{middle?}` may be missing. `{{` and `}}` are braces of"
                  + " the text")
          .example(FULL_NAME, "{\"first\": \"Ann\", \"last\": \"Lee\"}", "\"Ann Lee\"")
          .example(FULL_NAME, "{\"first\": \"Ann\"}", "(nothing)")
          .example(FULL_NAME, "{\"first\": \"Ann\", \"last\": null}", "null")
          .example(
              "{ template: \"{{{sum}}} {unit?}\", text: trim }", "{\"sum\": 1.50}", "\"{1.50}\"")
          .example(
              FULL_NAME,
              "{\"first\": \"Ann\", \"last\": [\"Lee\"]}",
              "rejected as type: `last` is an array, but must be text or a single value that can be"
                  + " written as text.");

  @Override
  public List<Word> words() {
    return List.of(WORD);
  }

  @Override
  public Optional<Origin> read(Section field, Reading reading) {
    return field.text(TEMPLATE).flatMap(text -> template(text, field, reading));
  }

  private static Optional<Origin> template(String text, Section field, Reading reading) {
    try {
      Template template = Template.parse(text);
      template.paths().forEach(reading.names()::add);
      return Optional.of(template);
    } catch (SyntaxException e) {
      reading.faults().at(field.find(TEMPLATE).orElseThrow().value(), e.what(), e.remedy());
      return Optional.empty();
    }
  }
}
