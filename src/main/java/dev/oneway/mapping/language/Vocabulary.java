package dev.oneway.mapping.language;

import java.util.List;

/**
 * The words one kind of table knows. Immutable.
 *
 * @param name what the table is, e.g. {@code field}; unique
 * @param says what the table is for, in Markdown, one or two sentences
 * @param exactlyOneOf groups of words of which a table has exactly one; empty when there are none
 */
public record Vocabulary(
    String name, String says, List<Word> words, List<List<String>> exactlyOneOf) {
  public Vocabulary {
    words = List.copyOf(words);
    exactlyOneOf = List.copyOf(exactlyOneOf);
  }

  public static Vocabulary of(String name, String says, Word... words) {
    return new Vocabulary(name, says, List.of(words), List.of());
  }

  /** The names of all words, in their order. */
  public List<String> names() {
    return words.stream().map(Word::name).toList();
  }
}
