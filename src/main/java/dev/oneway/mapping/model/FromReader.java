package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.value.Origin;
import dev.oneway.mapping.yaml.Section;
import java.util.List;
import java.util.Optional;

/** {@code from}: a path. */
final class FromReader implements OriginReader {
  private static final String FROM = "from";

  private static final Word WORD =
      Word.of(
              FROM,
              Kind.PATH,
              "a path: names with dots, `lines[0].sku`, other names in quotes as in"
                  + " `properties.\"last touch\"`")
          .example(
              "{ from: customer.email }", "{\"customer\": {\"email\": \"a@b.de\"}}", "\"a@b.de\"")
          .example("{ from: 'lines[1].sku' }", "{\"lines\": [{}, {\"sku\": \"CUP\"}]}", "\"CUP\"")
          .example("{ from: '\"last touch\"' }", "{\"last touch\": 5}", "5")
          .example("{ from: '\"a.b\"' }", "{\"a.b\": true}", "true");

  @Override
  public List<Word> words() {
    return List.of(WORD);
  }

  @Override
  public Optional<Origin> read(Section field, Reading reading) {
    return reading.path(field, FROM).map(path -> path);
  }
}
