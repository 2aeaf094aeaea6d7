package dev.oneway.mapping.value;

import dev.oneway.record.Promise;
import dev.oneway.record.Row;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code template:}: a text with values of the record in it, each written as {@code type: text}
 * writes it. No half text is ever made: a needed value that is absent makes the whole absent, and
 * else one that is null makes it null. Threads may share it.
 */
public final class Template implements Origin {
  private static final TextType TEXT = new TextType();

  /**
   * A value, and the text before it.
   *
   * @param needed whether there is no text without it
   */
  record Part(String before, Path path, boolean needed) {}

  private final String written;
  private final Part[] parts;
  private final String end;

  Template(String written, List<Part> parts, String end) {
    this.written = written;
    this.parts = parts.toArray(Part[]::new);
    this.end = end;
  }

  /**
   * Reads a template such as <code>{first} {middle?} {last}</code>.
   *
   * @throws SyntaxException when it isn't one
   */
  public static Template parse(String text) throws SyntaxException {
    return new TemplateParser(text).parse();
  }

  /** The paths of its values. */
  public List<Path> paths() {
    return Stream.of(parts).map(Part::path).toList();
  }

  @Override
  public Object read(Map<String, Object> record) {
    StringBuilder text = new StringBuilder();
    boolean complete = true;
    for (Part part : parts) {
      Object value = part.path().read(record);
      text.append(part.before());
      if (value != null && value != Row.ABSENT) {
        text.append(written(value, part.path()));
      } else if (part.needed() && value == Row.ABSENT) {
        return Row.ABSENT;
      } else {
        complete &= !part.needed();
      }
    }
    return complete ? text.append(end).toString() : null;
  }

  private static Object written(Object value, Path path) {
    try {
      return TEXT.apply(value);
    } catch (BadValue bad) {
      throw bad.of(path.words());
    }
  }

  @Override
  public String words() {
    return "the template `" + written + "`";
  }

  @Override
  public Promise promised() {
    return Promise.of(Promise.Kind.TEXT);
  }
}
