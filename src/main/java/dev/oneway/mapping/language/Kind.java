package dev.oneway.mapping.language;

import java.util.List;

/** What may be written behind a word. */
public sealed interface Kind {
  /** A path into the source record. */
  Kind PATH = new Text("a path");

  /** A JSONata expression. */
  Kind EXPRESSION = new Text("a JSONata expression");

  /** True or false. */
  Kind FLAG = new Flag();

  /** Whatever YAML can say: a text, a number, true, null, a list or a table. */
  Kind CONSTANT = new Constant();

  /**
   * A single text; numbers, true and false count as written.
   *
   * @param what what it is, e.g. {@code a path}
   */
  record Text(String what) implements Kind {}

  /** One of these words. */
  record Choice(List<String> words) implements Kind {
    public Choice {
      words = List.copyOf(words);
    }
  }

  /**
   * A word with a whole number from 1 to 999999999 behind it: {@code truncate:20}.
   *
   * @param word the word without colon and number
   */
  record Counted(String word) implements Kind {
    /** What such a text matches as a whole, as JSON Schema and Java write regular expressions. */
    public String pattern() {
      return "^" + word + ":[1-9][0-9]{0,8}$";
    }
  }

  /** True or false. */
  record Flag() implements Kind {}

  /**
   * A number.
   *
   * @param least the smallest one allowed, when it must be whole
   */
  record Count(long least) implements Kind {}

  /** Any value. */
  record Constant() implements Kind {}

  /**
   * A list.
   *
   * @param least how many elements it has at least
   */
  record Many(Kind element, int least) implements Kind {
    /** A list that may be empty. */
    public Many(Kind element) {
      this(element, 0);
    }
  }

  /**
   * A table of known words.
   *
   * @param vocabulary the {@link Vocabulary#name()} of these words
   */
  record Table(String vocabulary) implements Kind {}

  /**
   * A table of names the author chooses.
   *
   * @param least how many names it has at least
   */
  record Named(Kind each, int least) implements Kind {
    /** A table that may be empty. */
    public Named(Kind each) {
      this(each, 0);
    }
  }

  /** One of several kinds. */
  record Either(List<Kind> kinds) implements Kind {
    public Either {
      kinds = List.copyOf(kinds);
    }
  }

  static Kind text(String what) {
    return new Text(what);
  }

  static Kind oneOf(String... words) {
    return new Choice(List.of(words));
  }

  static Kind either(Kind... kinds) {
    return new Either(List.of(kinds));
  }

  /** One element alone, or a list of them that may be empty. */
  static Kind oneOrMany(Kind element) {
    return new Either(List.of(element, new Many(element)));
  }

  /** One element alone, or a list of at least one. */
  static Kind oneOrSome(Kind element) {
    return new Either(List.of(element, new Many(element, 1)));
  }
}
