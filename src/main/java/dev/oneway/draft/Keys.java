package dev.oneway.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds what identifies a record, on both sides. */
final class Keys {
  private static final String ID = "id";

  private final Wish wish;
  private final Side source;
  private final Side destination;

  /** A field of the source, and why somebody must look whether it identifies a record. */
  private record Guess(Attribute field, Optional<String> doubt) {
    Match likewise() {
      Attribute target = Attribute.of(field.flatName(), field.kind(), false);
      return new Match(target, Optional.of(field), doubt);
    }
  }

  Keys(Wish wish, Side source, Side destination) {
    this.wish = wish;
    this.source = source;
    this.destination = destination;
  }

  /** The destination's key fields, each with where it comes from; at least one. */
  List<Match> of(List<Match> matches) {
    List<Guess> from = ofSource();
    if (!destination.isKnown()) {
      return from.stream().map(Guess::likewise).toList();
    }
    List<String> names = destination.key();
    if (names.isEmpty()) {
      return from.stream().map(guess -> receiver(guess, matches)).toList();
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
  private static Match receiver(Guess guess, List<Match> matches) {
    return matches.stream()
        .filter(it -> it.source().filter(guess.field()::equals).isPresent())
        .findFirst()
        .orElseGet(guess::likewise);
  }

  /** What was said is no guess; what only stands in the same place is one. */
  private Match paired(Match guessed, Guess from) {
    if (!wish.key().isEmpty()) {
      return new Match(guessed.target(), Optional.of(from.field()), Optional.empty());
    }
    return guessed.source().isPresent()
        ? guessed
        : new Match(
            guessed.target(),
            Optional.of(from.field()),
            Optional.of(from.doubt().orElse("both identify a record")));
  }

  private List<Guess> ofSource() {
    List<String> said = wish.key().isEmpty() ? source.key() : wish.key();
    return said.isEmpty()
        ? List.of(guessed())
        : said.stream().map(name -> new Guess(named(name), Optional.empty())).toList();
  }

  private Attribute named(String name) {
    return source.attribute(name).orElseGet(() -> Attribute.of(name, Kind.UNKNOWN, false));
  }

  /** The source's own `id`, else the first that may be one, an object's inside of it included. */
  private Guess guessed() {
    return first(it -> Words.of(it.flatName()).equals(ID))
        .or(() -> first(it -> isIdOfTheObject(Words.of(it.flatName()))))
        .map(field -> new Guess(field, Optional.empty()))
        .or(
            () ->
                first(it -> Words.of(it.last()).equals(ID))
                    .map(field -> new Guess(field, Optional.of("whether it identifies a record"))))
        .orElseGet(
            () ->
                new Guess(
                    Attribute.of(ID, Kind.UNKNOWN, false),
                    Optional.of(
                        "what identifies a record, as nothing in the source looks like it")));
  }

  private Optional<Attribute> first(Predicate<Attribute> like) {
    return source.attributes().stream().filter(like).findFirst();
  }

  private boolean isIdOfTheObject(String words) {
    return words.equals("uuid")
        || Words.without(source.object(), words).filter(ID::equals).isPresent();
  }
}
