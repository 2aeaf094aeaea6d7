package dev.oneway.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what identifies a record, on both sides. */
final class Keys {
  private static final String ID = "id";

  private final Wish wish;
  private final Side source;
  private final Side destination;

  Keys(Wish wish, Side source, Side destination) {
    this.wish = wish;
    this.source = source;
    this.destination = destination;
  }

  /** The destination's key fields, each with where it comes from; at least one. */
  List<Match> of(List<Match> matches) {
    List<Attribute> from = ofSource();
    if (!destination.isKnown()) {
      return from.stream().map(Keys::likewise).toList();
    }
    List<String> names = destination.key();
    if (names.isEmpty()) {
      return from.stream().map(field -> receiver(field, matches)).toList();
    }
    List<Match> key = new ArrayList<>();
    for (String name : names) {
      Match guessed =
          matches.stream().filter(it -> it.target().last().equals(name)).findFirst().orElseThrow();
      key.add(names.size() == from.size() ? paired(guessed, from.get(key.size())) : guessed);
    }
    return key;
  }

  /** The field that takes the source's key, where the destination has no key of its own. */
  private Match receiver(Attribute field, List<Match> matches) {
    return matches.stream()
        .filter(it -> it.source().filter(field::equals).isPresent())
        .findFirst()
        .orElseGet(() -> likewise(field));
  }

  private static Match likewise(Attribute field) {
    Attribute target = Attribute.of(field.flatName(), field.kind(), false);
    return new Match(target, Optional.of(field), Optional.empty());
  }

  /** What was said is no guess; what only stands in the same place is one. */
  private Match paired(Match guessed, Attribute field) {
    if (!wish.key().isEmpty()) {
      return new Match(guessed.target(), Optional.of(field), Optional.empty());
    }
    return guessed.source().isPresent()
        ? guessed
        : new Match(guessed.target(), Optional.of(field), Optional.of("both identify a record"));
  }

  private List<Attribute> ofSource() {
    if (!wish.key().isEmpty()) {
      return wish.key().stream().map(this::named).toList();
    }
    if (!source.key().isEmpty()) {
      return source.key().stream().map(this::named).toList();
    }
    return List.of(guessed());
  }

  private Attribute named(String name) {
    return source.attribute(name).orElseGet(() -> Attribute.of(name, Kind.UNKNOWN, false));
  }

  private Attribute guessed() {
    return source.attributes().stream()
        .filter(it -> Words.of(it.flatName()).equals(ID))
        .findFirst()
        .or(
            () ->
                source.attributes().stream()
                    .filter(it -> isIdOfTheObject(Words.of(it.flatName())))
                    .findFirst())
        .orElseGet(() -> Attribute.of(ID, Kind.UNKNOWN, false));
  }

  private boolean isIdOfTheObject(String words) {
    return words.equals("uuid")
        || Words.without(source.object(), words).filter(ID::equals).isPresent();
  }
}
