package dev.oneway.mapping.language;

import java.util.List;

/**
 * The words one kind of table knows. Immutable.
 *
 * @param name what the table is, e.g. {@code field}; unique
 * @param says what the table is for, in Markdown, one or two sentences
 */
public record Vocabulary(String name, String says, List<Word> words) {
  public Vocabulary {
    words = List.copyOf(words);
  }

  public static Vocabulary of(String name, String says, Word... words) {
    return new Vocabulary(name, says, List.of(words));
  }

  /** The names of all words, in their order. */
  public List<String> names() {
    return words.stream().map(Word::name).toList();
  }
}
