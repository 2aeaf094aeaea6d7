package dev.oneway.source;

import dev.oneway.http.paging.PagingOptions;
import dev.oneway.http.paging.RecordPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The options that say how records are completed with what is read. Null where one isn't given. */
record JoinOptions(String join, String joinKey, String joinAs, Integer joinBatch) {
  /** The exchange's property that holds the keys a question is for. */
  static final String KEYS = "keys";

  /** The same, each quoted as SOQL quotes a text. */
  static final String QUOTED_KEYS = "quotedKeys";

  private static final int BATCH = 50;

  /**
   * @param asksForKeys whether the question has a place for the keys
   * @return empty when nothing is joined
   * @throws IllegalArgumentException saying which option is wrong and how to mend it
   */
  Optional<Join> join(boolean asksForKeys) {
    if (join == null) {
      require(
          joinKey == null && joinAs == null && joinBatch == null,
          "joinKey, joinAs and joinBatch are of no use without join. Set it, as in join=/candidate_id, or remove them.");
      return Optional.empty();
    }
    require(
        joinAs == null || !joinAs.isBlank(),
        "joinAs is blank. Set it, as in joinAs=candidate, or leave it out to make what is found a part of the record itself.");
    require(
        asksForKeys,
        "join asks for certain records, and the question doesn't say which. Put the keys into it, as in query: \"RAW(ids=${exchangeProperty.keys})\".");
    require(
        joinBatch == null || joinBatch >= 1,
        "joinBatch cannot be less than 1, and is " + joinBatch + ".");
    return Optional.of(
        new Join(
            pointers(),
            place("joinKey", joinKey == null ? "/id" : joinKey, "joinKey=/id"),
            Optional.ofNullable(joinAs).map(String::strip),
            joinBatch == null ? BATCH : joinBatch));
  }

  private List<RecordPlace> pointers() {
    List<RecordPlace> places = new ArrayList<>();
    for (String one : join.split(",", -1)) {
      places.add(place("join", one.strip(), "join=/candidate_id"));
    }
    return List.copyOf(places);
  }

  private static RecordPlace place(String option, String text, String example) {
    return new RecordPlace(PagingOptions.pointer(option, text, example));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
