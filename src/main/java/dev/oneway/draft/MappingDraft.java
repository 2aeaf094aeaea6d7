package dev.oneway.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a mapping file of what is guessed, each guess with its reason behind it. */
final class MappingDraft {
  private static final String REVIEW = "  # " + Draft.REVIEW;

  private final Wish wish;
  private final Side source;
  private final Side destination;
  private final List<Match> key;
  private final List<Match> fields;
  private final Optional<ChangedField> changed;
  private final boolean created;

  private record Line(String left, String right, String comment) {}

  /**
   * @param created whether the flow creates the destination's table, by the types of the fields
   */
  MappingDraft(
      Wish wish,
      Side source,
      Side destination,
      List<Match> key,
      List<Match> fields,
      Optional<ChangedField> changed,
      boolean created) {
    this.wish = wish;
    this.source = source;
    this.destination = destination;
    this.key = key;
    this.fields = fields;
    this.changed = changed;
    this.created = created;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append("# mappings/").append(wish.mapping()).append(".yaml\n");
    text.append("# yaml-language-server: $schema=mapping.schema.json\n");
    text.append("# A draft: look at each line with `review`, and take the word out.\n");
    text.append("source:      ").append(party(source)).append('\n');
    text.append("destination: ").append(party(destination)).append('\n');
    key(text);
    changed.ifPresent(it -> text.append(changedAt(it)));
    List<Line> lines = lines();
    if (!lines.isEmpty()) {
      text.append("fields:\n");
      lines.forEach(line -> text.append(written(line, width(lines))));
    }
    notes().forEach(note -> text.append("# ").append(plain(note)).append('\n'));
    return text.toString();
  }

  private static String party(Side side) {
    return "{ system: %s, object: %s }"
        .formatted(YamlText.of(side.system()), YamlText.of(side.object()));
  }

  private void key(StringBuilder text) {
    if (key.size() == 1) {
      Match only = key.get(0);
      text.append("key:         { %s: %s }".formatted(name(only), value(only, false)));
      text.append(comment(only)).append('\n');
      return;
    }
    text.append("key:\n");
    key.forEach(
        it -> text.append("  %s: %s%s%n".formatted(name(it), value(it, false), comment(it))));
  }

  private static String changedAt(ChangedField changed) {
    String path = YamlText.of(changed.field().path());
    String value = changed.counts() ? "{ from: " + path + ", type: integer }" : path;
    String review = changed.guessed() ? REVIEW + "whether every change moves it" : "";
    return "changedAt:   " + value + review + "\n";
  }

  private List<Line> lines() {
    return fields.stream()
        .filter(it -> it.source().isPresent() || it.target().needed())
        .map(it -> new Line(name(it), value(it, it.target().needed()), comment(it)))
        .toList();
  }

  private static int width(List<Line> lines) {
    return lines.stream().mapToInt(line -> line.left().length()).max().orElse(0);
  }

  private static String written(Line line, int width) {
    String gap = " ".repeat(width - line.left().length());
    return "  " + line.left() + ": " + gap + line.right() + line.comment() + "\n";
  }

  private static String name(Match match) {
    return YamlText.of(match.target().last());
  }

  /** Where nothing is like it, the name it would have; its records are refused then. */
  private String value(Match match, boolean required) {
    Attribute from = match.source().orElse(match.target());
    Kind kind = match.source().map(Attribute::kind).orElse(Kind.UNKNOWN);
    List<String> words = new ArrayList<>();
    (created ? typeOfColumn(kind) : type(kind, match.target().kind())).ifPresent(words::add);
    if (required) {
      words.add("required: true");
    }
    String path = YamlText.of(from.path());
    return words.isEmpty() ? path : "{ from: " + path + ", " + String.join(", ", words) + " }";
  }

  /** What a value must be read as, where the source's own kind doesn't do. */
  private static Optional<String> type(Kind from, Kind to) {
    boolean asItIs = from == to || to == Kind.UNKNOWN || to == Kind.JSON;
    return switch (to) {
      case INTEGER -> Optional.of("type: integer").filter(word -> !asItIs);
      case DECIMAL -> Optional.of("type: decimal").filter(word -> from != Kind.INTEGER && !asItIs);
      case BOOLEAN -> Optional.of("type: boolean").filter(word -> !asItIs);
      case DATE -> Optional.of("type: date").filter(word -> !asItIs);
      case INSTANT ->
          Optional.of(from == Kind.INSTANT ? "" : "type: instant, sourceZone: UTC")
              .filter(word -> !word.isEmpty());
      default -> Optional.empty();
    };
  }

  /** What a new column's type is taken from; without a type it is one of texts. */
  private static Optional<String> typeOfColumn(Kind kind) {
    return switch (kind) {
      case INTEGER -> Optional.of("type: integer");
      case DECIMAL -> Optional.of("type: decimal");
      case BOOLEAN -> Optional.of("type: boolean");
      case DATE -> Optional.of("type: date");
      case INSTANT -> Optional.of("type: instant");
      case LOCAL -> Optional.of("type: instant, sourceZone: UTC");
      default -> Optional.empty();
    };
  }

  private String comment(Match match) {
    if (match.source().isEmpty()) {
      return REVIEW + "it needs a value, and nothing in the source is like it";
    }
    return match.guess().map(guess -> REVIEW + plain(guess)).orElse("");
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    String unfilled =
        inWords(
            fields.stream()
                .filter(it -> it.source().isEmpty() && !it.target().needed())
                .map(Match::target));
    if (!unfilled.isEmpty()) {
      notes.add("Nothing in the source is like: " + unfilled);
    }
    String unused = inWords(source.attributes().stream().filter(field -> !isUsed(field)));
    if (!unused.isEmpty()) {
      notes.add("In the source, and going nowhere: " + unused);
    }
    if (changed.isEmpty()) {
      notes.add(
          "Nothing tells when a record changed (changedAt), so "
              + (wish.from() instanceof Address.Webhook
                  ? "of two events of a record the one that comes last counts"
                  : "each run reads everything"));
    }
    return notes;
  }

  private boolean isUsed(Attribute field) {
    return Stream.concat(key.stream(), fields.stream())
            .anyMatch(it -> it.source().filter(field::equals).isPresent())
        || changed.filter(it -> it.field().equals(field)).isPresent();
  }

  private static String inWords(Stream<Attribute> attributes) {
    return attributes.map(Attribute::inWords).collect(Collectors.joining(", "));
  }

  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
