package dev.oneway.draft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A route and a mapping for a flow somebody wants, and what is to be known of them. Immutable.
 * Nothing is written anywhere.
 *
 * @param route the text of the route file
 * @param mapping the text of the mapping file
 * @param remarks what couldn't be looked at or isn't as it should be, in sentences
 */
public record Draft(String route, String mapping, List<String> remarks) {
  /** Before the reason of a guess, in either file. */
  static final String REVIEW = "review: ";

  /** How many lines somebody must look at. */
  public long reviews() {
    return (route + mapping).lines().filter(line -> line.contains(REVIEW)).count();
  }

  /** Looks at both sides and guesses. */
  public static Draft of(Wish wish, Surroundings surroundings) {
    Look look = new Look(surroundings);
    Side source = look.source(wish);
    Side destination = look.destination(wish);
    List<Match> matches = matches(source, destination);
    List<Match> key = new Keys(wish, source, destination).of(matches);
    Attribute first = key.get(0).source().orElse(key.get(0).target());
    Optional<ChangedField> changed = ChangedField.of(wish, source, first);
    MappingDraft mapping =
        new MappingDraft(
            wish, source, destination, key, others(matches, key), changed, look.tableIsMissing());
    List<Attribute> identity = key.stream().map(Match::target).toList();
    Ends ends = new Ends(wish, source, destination, identity, look, changed);
    boolean changesOnly = changed.isPresent() && wish.from() instanceof Address.Table;
    RouteDraft route = new RouteDraft(wish, source, destination, ends, first, changesOnly);
    String text = route.text();
    List<String> remarks = new ArrayList<>(look.remarks());
    if (destination.isKnown() && destination.key().isEmpty()) {
      remarks.add(
          "%s of %s has no unique key. It needs one over %s."
              .formatted(
                  destination.object(),
                  destination.system(),
                  String.join(", ", key.stream().map(it -> it.target().last()).toList())));
    }
    return new Draft(text, mapping.text(), remarks.stream().distinct().toList());
  }

  /** Where nothing is known of the destination it takes all there is, by the source's names. */
  private static List<Match> matches(Side source, Side destination) {
    if (destination.isKnown()) {
      return source.isKnown()
          ? new Matching(source, destination).matches()
          : destination.attributes().stream().map(Draft::likewise).toList();
    }
    Map<String, Match> byName = new LinkedHashMap<>();
    source
        .attributes()
        .forEach(
            it ->
                byName.putIfAbsent(
                    it.flatName(),
                    new Match(
                        Attribute.of(it.flatName(), it.kind(), false),
                        Optional.of(it),
                        Optional.empty())));
    return List.copyOf(byName.values());
  }

  private static Match likewise(Attribute target) {
    Attribute source = Attribute.of(target.last(), Kind.UNKNOWN, false);
    return new Match(target, Optional.of(source), Optional.of("whether the source has it"));
  }

  private static List<Match> others(List<Match> matches, List<Match> key) {
    List<String> names = key.stream().map(it -> it.target().last()).toList();
    return matches.stream().filter(it -> !names.contains(it.target().last())).toList();
  }
}
