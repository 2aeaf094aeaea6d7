package dev.oneway.cli.live;

import dev.oneway.run.Fate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fewer stories of the same: what nobody would read one by one is summed up. */
final class Digest {
  private static final int MOST_NAMES = 3;

  private Digest() {}

  /**
   * The same in fewer stories, in their order: all crowds of a flow are one crowd; of more single
   * records of a flow than that the newest is told, the others are a crowd, too; and runs that
   * found nothing are told only where there is nothing else to tell.
   *
   * @param stories at least one
   * @param most single records of a flow
   */
  static List<Story> of(List<Story> stories, int most) {
    List<Story> digest = new ArrayList<>();
    for (int i = 0; i < stories.size(); i++) {
      Story story = stories.get(i);
      Story next =
          story instanceof Story.One one && isOneOfMany(stories, i, most) ? crowd(one) : story;
      int same = sameCrowd(digest, next);
      if (same >= 0) {
        digest.set(same, together((Story.Many) digest.get(same), (Story.Many) next));
      } else {
        digest.add(next);
      }
    }
    List<Story> telling =
        digest.stream().filter(story -> !(story instanceof Story.Nothing)).toList();
    return telling.isEmpty() ? digest.subList(digest.size() - 1, digest.size()) : telling;
  }

  private static boolean isOneOfMany(List<Story> stories, int index, int most) {
    String flow = stories.get(index).flow();
    return singles(stories, flow) > most
        && singles(stories.subList(index + 1, stories.size()), flow) > 0;
  }

  private static long singles(List<Story> stories, String flow) {
    return stories.stream()
        .filter(story -> story instanceof Story.One && story.flow().equals(flow))
        .count();
  }

  private static int sameCrowd(List<Story> digest, Story next) {
    for (int i = 0; i < digest.size() && next instanceof Story.Many; i++) {
      if (digest.get(i) instanceof Story.Many many && many.flow().equals(next.flow())) {
        return i;
      }
    }
    return -1;
  }

  private static Story.Many crowd(Story.One one) {
    return new Story.Many(
        one.flow(),
        Map.of(one.outcome().fateOf(), 1L),
        List.of(RecordName.of(one.outcome().record())),
        one.calls(),
        one.cost());
  }

  private static Story.Many together(Story.Many one, Story.Many other) {
    Map<Fate, Long> fates = new EnumMap<>(Fate.class);
    fates.putAll(one.fates());
    other.fates().forEach((fate, count) -> fates.merge(fate, count, Long::sum));
    Set<String> names = new LinkedHashSet<>(one.names());
    names.addAll(other.names());
    Map<String, Integer> calls = new LinkedHashMap<>(one.calls());
    other.calls().forEach((call, times) -> calls.merge(call, times, Integer::sum));
    return new Story.Many(
        one.flow(),
        fates,
        names.stream().limit(MOST_NAMES).toList(),
        calls,
        one.cost().plus(other.cost()));
  }
}
