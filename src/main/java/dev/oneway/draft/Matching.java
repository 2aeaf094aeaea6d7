package dev.oneway.draft;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Guesses which field of the source each field of the destination comes from: by the same name, the
 * same name in other letters, an object's name left out, or a word that usually means the same; the
 * surest first, and each field of the source once.
 */
final class Matching {
  private enum Likeness {
    SAME(""),
    SPELLED("the same name, spelled otherwise"),
    INSIDE("the same name, inside of an object"),
    OBJECT("the same name without that of the object"),
    SYNONYM("another word for the same");

    private final String guess;

    Likeness(String guess) {
      this.guess = guess;
    }
  }

  private record Candidate(Attribute target, Attribute source, Likeness likeness) {}

  private final Side source;
  private final Side destination;

  Matching(Side source, Side destination) {
    this.source = source;
    this.destination = destination;
  }

  /** One for each field of the destination, in its order. */
  List<Match> matches() {
    Map<Attribute, Candidate> chosen = chosen();
    return destination.attributes().stream()
        .map(target -> match(target, Optional.ofNullable(chosen.get(target))))
        .toList();
  }

  private static Match match(Attribute target, Optional<Candidate> candidate) {
    return new Match(
        target,
        candidate.map(Candidate::source),
        candidate.map(Matching::guess).filter(guess -> !guess.isEmpty()));
  }

  private static String guess(Candidate candidate) {
    Attribute target = candidate.target();
    Attribute source = candidate.source();
    return target.kind().takes(source.kind())
        ? candidate.likeness().guess
        : source.kind() + " in the source, " + target.kind() + " here";
  }

  private Map<Attribute, Candidate> chosen() {
    Map<Attribute, Candidate> chosen = new HashMap<>();
    Set<Attribute> taken = new HashSet<>();
    for (Candidate candidate : candidates()) {
      if (!chosen.containsKey(candidate.target()) && taken.add(candidate.source())) {
        chosen.put(candidate.target(), candidate);
      }
    }
    return chosen;
  }

  private List<Candidate> candidates() {
    List<Candidate> candidates = new ArrayList<>();
    for (Attribute target : destination.attributes()) {
      for (Attribute field : source.attributes()) {
        likeness(target, field)
            .filter(it -> it == Likeness.SAME || target.kind().takes(field.kind()))
            .ifPresent(it -> candidates.add(new Candidate(target, field, it)));
      }
    }
    candidates.sort(Comparator.comparing(Candidate::likeness));
    return candidates;
  }

  private Optional<Likeness> likeness(Attribute target, Attribute field) {
    if (target.flatName().equals(field.flatName())) {
      return Optional.of(Likeness.SAME);
    }
    String wanted = Words.of(target.flatName());
    String whole = Words.of(field.flatName());
    String last = Words.of(field.last());
    if (wanted.replace(" ", "").equals(whole.replace(" ", ""))) {
      return Optional.of(Likeness.SPELLED);
    }
    if (wanted.equals(last)) {
      return Optional.of(Likeness.INSIDE);
    }
    if (isOfTheObject(wanted, whole) || isOfTheObject(whole, wanted)) {
      return Optional.of(Likeness.OBJECT);
    }
    return Words.areSynonyms(wanted, whole) || Words.areSynonyms(wanted, last)
        ? Optional.of(Likeness.SYNONYM)
        : Optional.empty();
  }

  private boolean isOfTheObject(String longer, String shorter) {
    return List.of(source.object(), destination.object()).stream()
        .anyMatch(object -> Words.without(object, longer).filter(shorter::equals).isPresent());
  }
}
