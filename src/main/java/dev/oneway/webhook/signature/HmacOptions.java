package dev.oneway.webhook.signature;

import dev.oneway.fault.Nearest;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The scheme that the options of {@code signature:hmac} describe.
 *
 * @param given the options that are given, by name
 */
record HmacOptions(Map<String, String> given) {
  /** Those that go with no other scheme. */
  static final List<String> NAMES =
      List.of(
          "header",
          "algorithm",
          "encoding",
          "prefix",
          "separator",
          "signed",
          "timestampHeader",
          "timestampPrefix",
          "timestampUnit",
          "secretEncoding");

  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of("seconds", ChronoUnit.SECONDS, "millis", ChronoUnit.MILLIS);
  private static final List<String> UNIT_NAMES = List.of("seconds", "millis");

  /**
   * @throws IllegalArgumentException when they are incomplete or contradict each other
   */
  Scheme scheme() {
    Optional<SignedTime> time = time();
    SignedContent content = SignedContent.parse(given.getOrDefault("signed", "${body}"));
    if (content.has("timestamp") != time.isPresent()) {
      throw new IllegalArgumentException(
          time.isPresent()
              ? "signed has no ${timestamp}, so the time that is sent proves nothing. Write ${timestamp} where the sender signs it."
              : "signed has ${timestamp}, and nothing says where it comes from. Set timestampHeader or timestampPrefix.");
    }
    return new Scheme(
        Scheme.HMAC,
        Optional.of(word("algorithm", "sha256", List.of(Algorithm.values()))),
        new SignatureHeader(
            header("header").orElseThrow(HmacOptions::noHeader),
            given.getOrDefault("separator", ""),
            given.getOrDefault("prefix", ""),
            word("encoding", "hex", List.of(Encoding.HEX, Encoding.BASE64))),
        time,
        content,
        word("secretEncoding", "text", List.of(SecretForm.values())));
  }

  private static IllegalArgumentException noHeader() {
    return new IllegalArgumentException(
        "signature:hmac needs header, the header that carries the signature, as in header=X-Signature.");
  }

  private Optional<SignedTime> time() {
    Optional<String> header = header("timestampHeader");
    Optional<String> prefix = Optional.ofNullable(given.get("timestampPrefix"));
    if (header.isPresent() && prefix.isPresent()) {
      throw new IllegalArgumentException(
          "timestampHeader and timestampPrefix are both set. Remove one of them.");
    }
    if (prefix.isPresent() && !given.containsKey("separator")) {
      throw new IllegalArgumentException(
          "timestampPrefix finds the time beside the signature, and nothing says what separates them. Set separator.");
    }
    ChronoUnit unit = UNITS.get(oneOf("timestampUnit", "seconds", UNIT_NAMES));
    if (header.isEmpty() && prefix.isEmpty() && given.containsKey("timestampUnit")) {
      throw new IllegalArgumentException(
          "timestampUnit is of no use without timestampHeader or timestampPrefix. Set one of them, or remove it.");
    }
    return header
        .<SignedTime>map(name -> new SignedTime.InHeader(name, unit))
        .or(() -> prefix.map(text -> new SignedTime.InSignature(text, unit)));
  }

  private Optional<String> header(String option) {
    Optional<String> name = Optional.ofNullable(given.get(option));
    if (name.isPresent() && !HEADER.matcher(name.get()).matches()) {
      throw new IllegalArgumentException(
          option + " is no header's name. Write it like X-Signature.");
    }
    return name;
  }

  private <E extends Enum<E>> E word(String option, String byDefault, List<E> values) {
    List<String> words = values.stream().map(v -> v.name().toLowerCase(Locale.ROOT)).toList();
    return values.get(words.indexOf(oneOf(option, byDefault, words)));
  }

  private String oneOf(String option, String byDefault, List<String> words) {
    String word = given.getOrDefault(option, byDefault);
    if (!words.contains(word)) {
      throw new IllegalArgumentException(
          "%s is `%s`. %sIt is one of %s."
              .formatted(option, word, Nearest.didYouMean(word, words), String.join(", ", words)));
    }
    return word;
  }
}
