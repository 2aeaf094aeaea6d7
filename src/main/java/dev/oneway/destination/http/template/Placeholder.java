package dev.oneway.destination.http.template;

import dev.oneway.fault.Nearest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A place in a template that takes a value: <code>${key}</code>, <code>${field.Email}</code>,
 * <code>${keys:soql}</code>.
 *
 * @param field the field's name with {@link Name#FIELD}, else empty
 * @param form how the value is written where it becomes text
 */
public record Placeholder(Name name, String field, Form form) {
  private static final Pattern WRITTEN = Pattern.compile("([^:]*)(?::([^:]*))?");
  private static final String FIELD_PREFIX = "field.";

  /** What stands in its place. */
  public enum Name {
    /** The record's key as text. */
    KEY("key"),
    /** The destination's own id of the record. */
    ID("id"),
    /** The mapped fields this request writes. */
    FIELDS("fields"),
    /** The same without those of the key. */
    FIELDS_BUT_KEY("fieldsButKey"),
    /** One field of the record. */
    FIELD("field.NAME"),
    /** The records of a bulk, each as its template says. */
    RECORDS("records"),
    /** The record's position in its bulk, from 0. */
    INDEX("index"),
    /** The record's version as text. */
    VERSION("version"),
    /** The keys of the records that are looked up. */
    KEYS("keys"),
    /** Their values of the match field. */
    MATCH("match"),
    /** The names of the mapped fields. */
    FIELD_NAMES("fieldNames"),
    /** The record's file, from the server it lies on. */
    FILE("file"),
    /** What makes the fields there those of the record, as a JSON Patch (RFC 6902). */
    PATCH("patch"),
    /** The mapped fields as the operations of a SCIM PATCH (RFC 7644). */
    OPERATIONS("operations"),
    /** The URNs of the extensions that the mapped fields are of. */
    EXTENSIONS("extensions");

    private final String word;

    Name(String word) {
      this.word = word;
    }

    /** Whether its value is a list by nature. */
    boolean isList() {
      return this == RECORDS
          || this == KEYS
          || this == MATCH
          || this == FIELD_NAMES
          || this == PATCH
          || this == OPERATIONS
          || this == EXTENSIONS;
    }
  }

  /** How a value is written into a text. */
  public enum Form {
    PLAIN,
    /** Several with commas between them. */
    CSV,
    /** In quotes, escaped for SOQL; several with commas between them. */
    SOQL,
    /** As JSON writes a text, in double quotes; several with commas between them. */
    JSON,
    /** In a body, a text that is a number as one. */
    NUMBER
  }

  /** Those a request that writes may have in its URL. */
  public static final Set<Name> OF_A_WRITE =
      EnumSet.of(Name.KEY, Name.ID, Name.FIELD, Name.VERSION, Name.FIELD_NAMES);

  /** Those a record in a body may have. */
  public static final Set<Name> OF_A_RECORD =
      EnumSet.of(
          Name.KEY,
          Name.ID,
          Name.FIELDS,
          Name.FIELDS_BUT_KEY,
          Name.OPERATIONS,
          Name.EXTENSIONS,
          Name.FIELD,
          Name.INDEX,
          Name.VERSION,
          Name.FIELD_NAMES);

  /** Those a body may have. */
  public static final Set<Name> OF_A_BODY = with(OF_A_RECORD, Name.RECORDS);

  /** Those a body may have that carries a record's file. */
  public static final Set<Name> OF_A_BODY_WITH_FILE = with(OF_A_BODY, Name.FILE);

  /** Those the body of a record's details may have. */
  public static final Set<Name> OF_DETAILS = with(OF_A_RECORD, Name.PATCH);

  /** Those the request for a record's file may have in its URL. */
  public static final Set<Name> OF_A_FILE = EnumSet.of(Name.KEY, Name.FIELD);

  /** Those a look-up may have in its URL. */
  public static final Set<Name> OF_A_LOOKUP =
      EnumSet.of(Name.KEY, Name.FIELD, Name.KEYS, Name.MATCH, Name.FIELD_NAMES);

  /** Those a request that reads one record may have. */
  public static final Set<Name> OF_A_READ =
      EnumSet.of(Name.KEY, Name.ID, Name.FIELD, Name.FIELD_NAMES);

  /** Those the look-up of one record by its match may have in its URL. */
  public static final Set<Name> OF_A_MATCH = EnumSet.of(Name.FIELD, Name.MATCH);

  /** Those a look-up may have in its body. */
  public static final Set<Name> OF_A_LOOKUP_BODY = with(OF_A_LOOKUP, Name.RECORDS);

  /** Those one record of a look-up may have. */
  public static final Set<Name> OF_A_LOOKUP_RECORD =
      EnumSet.of(Name.KEY, Name.FIELD, Name.INDEX, Name.MATCH);

  private static Set<Name> with(Set<Name> some, Name more) {
    Set<Name> all = EnumSet.copyOf(some);
    all.add(more);
    return all;
  }

  /**
   * @param option where it stands, for the message
   * @param inside what is between the braces
   * @param allowed those that have a value there
   * @throws IllegalArgumentException naming the one that was probably meant
   */
  static Placeholder parse(String option, String inside, Set<Name> allowed) {
    Matcher written = WRITTEN.matcher(inside);
    Optional<Name> name = written.matches() ? named(written.group(1), allowed) : Optional.empty();
    if (name.isEmpty()) {
      List<String> words = allowed.stream().map(known -> known.word).toList();
      throw new IllegalArgumentException(
          "%s has ${%s}, which nothing stands for there. %sUse one of %s."
              .formatted(
                  option,
                  inside,
                  Nearest.didYouMean(inside, words),
                  words.stream().map("${%s}"::formatted).collect(Collectors.joining(", "))));
    }
    String field =
        name.get() == Name.FIELD ? written.group(1).substring(FIELD_PREFIX.length()) : "";
    return new Placeholder(name.get(), field, form(option, inside, written.group(2)));
  }

  private static Optional<Name> named(String word, Set<Name> allowed) {
    if (word.startsWith(FIELD_PREFIX) && word.length() > FIELD_PREFIX.length()) {
      return Optional.of(Name.FIELD).filter(allowed::contains);
    }
    return allowed.stream()
        .filter(name -> name.word.equals(word) && name != Name.FIELD)
        .findFirst();
  }

  private static Form form(String option, String inside, String written) {
    if (written == null) {
      return Form.PLAIN;
    }
    List<String> forms = List.of("csv", "soql", "json", "number");
    if (!forms.contains(written)) {
      throw new IllegalArgumentException(
          "%s has ${%s}, and values aren't written as `%s`. %sUse :csv, :soql, :json, :number or none of them."
              .formatted(option, inside, written, Nearest.didYouMean(written, forms)));
    }
    return Arrays.stream(Form.values())
        .filter(form -> form.name().toLowerCase(Locale.ROOT).equals(written))
        .findFirst()
        .orElseThrow();
  }

  /** As it is written. */
  @Override
  public String toString() {
    String word = name == Name.FIELD ? FIELD_PREFIX + field : name.word;
    return "${"
        + word
        + (form == Form.PLAIN ? "" : ":" + form.name().toLowerCase(Locale.ROOT))
        + "}";
  }
}
