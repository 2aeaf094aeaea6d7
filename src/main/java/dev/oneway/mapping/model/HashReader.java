package dev.oneway.mapping.model;

import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Vocabulary;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.value.Hash;
import dev.oneway.mapping.value.Stage;
import dev.oneway.mapping.yaml.Section;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** {@code hash}: the algorithm, or a table of it and a salt that stands outside the file. */
final class HashReader implements StageReader {
  private static final String HASH = "hash";
  private static final String SHA256 = "sha256";
  private static final String ALGORITHM = "algorithm";
  private static final String SALT = "salt";
  private static final String PLAIN = "{ from: x, hash: sha256 }";
  private static final Pattern SETTING = Pattern.compile("\\{\\{\\s*((?:env:)?[^{}?!:\\s]+)\\s*}}");

  static final Vocabulary WORDS =
      Vocabulary.of(
          HASH,
          "How a value is hashed.",
          Word.of(ALGORITHM, Kind.oneOf(SHA256), "the algorithm").asNeeded(),
          Word.of(
              SALT,
              Kind.text("a setting such as \"{{env:PII_SALT}}\""),
              "the setting with the secret that is put before each text: `\"{{env:NAME}}\"` or"
                  + " `\"{{name}}\"`. The secret itself may not stand in the file"));

  private static final Word WORD =
      Word.of(
              HASH,
              Kind.either(Kind.oneOf(SHA256), new Kind.Table(HASH)),
              "the value's fingerprint in place of the value: `sha256`, or `{ algorithm: sha256,"
                  + " salt: \"{{env:PII_SALT}}\" }`; 64 hexadecimal digits. A blank text becomes"
                  + " null")
          .example(
              PLAIN,
              "{\"x\": \"abc\"}",
              "\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"")
          .example(PLAIN, "{\"x\": \" \"}", "null")
          .example(
              PLAIN,
              "{\"x\": {}}",
              "rejected as type: `x` is an object, but must be text or a single value that can be"
                  + " written as text.");

  @Override
  public List<Word> words() {
    return List.of(WORD);
  }

  @Override
  public Optional<Stage> read(Section field, Reading reading) {
    return field.find(HASH).flatMap(entry -> hash(entry, field, reading));
  }

  private static Optional<Stage> hash(Section.Entry entry, Section field, Reading reading) {
    if (entry.value() instanceof ScalarNode) {
      return field.word(HASH, List.of(SHA256)).map(plain -> new Hash(Optional.empty()));
    }
    return Section.of(entry.value(), "`hash`", reading.faults())
        .flatMap(section -> withSalt(entry, section, reading));
  }

  private static Optional<Stage> withSalt(Section.Entry entry, Section section, Reading reading) {
    section.refuseOthers(WORDS.names());
    if (section.find(ALGORITHM).isEmpty()) {
      reading.faults().at(entry.value(), "`hash` has no `algorithm`.", "Add `algorithm: sha256`.");
    }
    Optional<String> algorithm = section.word(ALGORITHM, List.of(SHA256));
    Optional<Section.Entry> salt = section.find(SALT);
    Optional<String> secret = salt.flatMap(it -> secret(it.value(), reading));
    return algorithm
        .filter(known -> salt.isEmpty() || secret.isPresent())
        .map(known -> new Hash(secret));
  }

  /** The fault doesn't repeat what is written, as it may be the secret. */
  private static Optional<String> secret(Node node, Reading reading) {
    Matcher setting = SETTING.matcher(node instanceof ScalarNode text ? text.getValue() : "");
    if (!setting.matches()) {
      reading
          .faults()
          .at(
              node,
              "`salt` must name a setting: a secret doesn't belong into a file.",
              "Write `salt: \"{{env:PII_SALT}}\"`, in quotes, and give that environment variable"
                  + " the secret.");
      return Optional.empty();
    }
    return reading.settings().value(setting.group(1));
  }
}
