package dev.oneway.mapping.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One word of the mapping language. Immutable.
 *
 * @param name as it is written in a file
 * @param kind what may be written behind it
 * @param needed whether it can't be left out
 * @param beside words it can't stand without
 * @param says what it does, in Markdown, beginning in lower case and without a full stop
 * @param byDefault what holds when it is left out, if there is more to say than "nothing"
 * @param examples what fields make of records with it
 */
public record Word(
    String name,
    Kind kind,
    boolean needed,
    List<String> beside,
    String says,
    Optional<String> byDefault,
    List<Example> examples) {

  /** A word that may be left out. */
  public static Word of(String name, Kind kind, String says) {
    return new Word(name, kind, false, List.of(), says, Optional.empty(), List.of());
  }

  /** The same word, which can't be left out. */
  public Word asNeeded() {
    return new Word(name, kind, true, beside, says, byDefault, examples);
  }

  /** The same word, which can't stand without another one. */
  public Word beside(String word) {
    return new Word(name, kind, needed, List.of(word), says, byDefault, examples);
  }

  /** The same word with what holds when it is left out. */
  public Word byDefault(String value) {
    return new Word(name, kind, needed, beside, says, Optional.of(value), examples);
  }

  /**
   * The same word with one more example.
   *
   * @see Example
   */
  public Word example(String field, String given, String gives) {
    List<Example> more = new ArrayList<>(examples);
    more.add(new Example(field, given, gives));
    return new Word(name, kind, needed, beside, says, byDefault, List.copyOf(more));
  }

  /** The words a choice allows; none when something else stands behind this word. */
  public List<String> choices() {
    return kind instanceof Kind.Choice choice ? choice.words() : List.of();
  }
}
