package dev.oneway.mapping.jsonata;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import dev.oneway.mapping.value.BadValue;
import dev.oneway.mapping.value.Condition;
import dev.oneway.mapping.value.NameTree;
import dev.oneway.mapping.value.Origin;
import dev.oneway.mapping.value.Shown;
import dev.oneway.mapping.value.SyntaxException;
import dev.oneway.record.Row;
import dev.oneway.run.Reasons;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A JSONata expression over a source record: compiled once, without a clock, chance or state, so
 * that the same record always gives the same value. It computes in double precision; a number it
 * only passes on keeps all its digits. Dates and times appear to it as ISO-8601 text.
 *
 * <p>Threads may share it. An evaluation that recurses too deeply or doesn't end fails as {@link
 * BadValue}.
 */
public final class Expression implements Origin, Condition {
  private static final String RESULT = "result";
  private static final String VALUE = "value";
  private static final int LONGEST_SHOWN = 60;
  private static final int LONGEST_REASON = 200;

  /** What Java says where JSONata has words of its own, its D3030. */
  private static final String JAVAS_NO_NUMBER = "For input string: ";

  private static final Pattern UNFILLED = Pattern.compile("\\{\\{\\w+}}");

  static {
    // The library builds the syntax tree of `~>` between functions on first use, in a plain static
    // field: build it here, where every thread that evaluates afterwards sees it whole.
    Jsonata.jsonata("$string ~> $length").evaluate(null);
  }

  private final String text;
  private final Jsonata compiled;

  private Expression(String text, Jsonata compiled) {
    this.text = text;
    this.compiled = compiled;
  }

  /**
   * Compiles an expression.
   *
   * @throws SyntaxException when it isn't JSONata, or uses an unknown or impure function
   */
  public static Expression compile(String text) throws SyntaxException {
    return compile(text, Set.of());
  }

  /**
   * Compiles a condition, in which {@code $value} is the value it is about.
   *
   * @throws SyntaxException as above
   */
  public static Expression compileCondition(String text) throws SyntaxException {
    return compile(text, Set.of(VALUE));
  }

  private static Expression compile(String text, Set<String> variables) throws SyntaxException {
    // The library's tokenizer reads past an end that follows a comment: end with a line.
    parse(text + "\n");
    Variables.check(text, variables);
    // Tells undefined (the member is missing) from null (the member is null).
    Jsonata compiled = parse("{\"" + RESULT + "\": (" + text + "\n)}");
    compiled.setValidateInput(false);
    detachFromThisThread();
    return new Expression(text, compiled);
  }

  private static Jsonata parse(String text) throws SyntaxException {
    try {
      return Jsonata.jsonata(text);
    } catch (JException e) {
      String place = e.getLocation() > 0 ? " at character " + e.getLocation() : "";
      throw notJsonata(text, place + ": " + Shown.escaped(String.valueOf(e.getMessage())));
    } catch (RuntimeException | StackOverflowError e) {
      throw notJsonata(text, ", its parser gave up");
    }
  }

  private static SyntaxException notJsonata(String text, String why) {
    return new SyntaxException(
        "`" + shortened(text) + "` isn't a JSONata expression" + why + ".",
        "Mend it; https://try.jsonata.org shows what it does.");
  }

  /**
   * The library evaluates every expression of a thread with the instance that was compiled last on
   * that thread, and leaves the last scope in it, where a later evaluation of that very instance
   * would start from. So let that instance be one that is never evaluated.
   */
  private static void detachFromThisThread() {
    Jsonata.jsonata("null");
  }

  /**
   * Whether the expression is true of a record; what says nothing (absent, null) isn't.
   *
   * @throws BadValue when it is neither true nor false, such as a text or a number
   */
  public boolean isTrue(Map<String, Object> record) {
    return isTrue(read(record));
  }

  @Override
  public boolean isTrue(Map<String, Object> record, Object value) {
    Jsonata.Frame frame = new Jsonata.Frame(null);
    frame.bind(VALUE, Input.of(value));
    return isTrue(evaluate(record, frame));
  }

  private static boolean isTrue(Object value) {
    if (value instanceof Boolean answer) {
      return answer;
    }
    if (value == null || value == Row.ABSENT) {
      return false;
    }
    throw BadValue.type(value, "true or false; compare it, e.g. with `=` or `$exists`");
  }

  @Override
  public Object read(Map<String, Object> record) {
    return evaluate(record, new Jsonata.Frame(null));
  }

  private Object evaluate(Map<String, Object> record, Jsonata.Frame frame) {
    Bounds.set(frame);
    try {
      Map<?, ?> wrapped = (Map<?, ?>) compiled.evaluate(Input.of(record), frame);
      return wrapped.containsKey(RESULT) ? wrapped.get(RESULT) : Row.ABSENT;
    } catch (BadValue e) {
      throw e;
    } catch (StackOverflowError e) {
      throw BadValue.unmappable("failed: it recurses too deeply");
    } catch (RuntimeException e) {
      throw BadValue.unmappable("failed: " + reason(e));
    }
  }

  /** Some messages of the library hold templates it leaves unfilled, as {@code {{token}}}. */
  private static String reason(RuntimeException e) {
    String said = Reasons.of(e).replace(JAVAS_NO_NUMBER, "Unable to cast value to a number: ");
    String reason = UNFILLED.matcher(Shown.escaped(said)).replaceAll("…");
    String cut =
        reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "…" : reason;
    return cut.endsWith(".") ? cut.substring(0, cut.length() - 1) : cut;
  }

  @Override
  public String words() {
    return "the expression `" + shortened(text) + "`";
  }

  private static String shortened(String text) {
    String line = String.join(" ", List.of(text.strip().split("\\s+", -1)));
    return line.length() > LONGEST_SHOWN ? line.substring(0, LONGEST_SHOWN) + "…" : line;
  }

  /** Adds the names it reads of its record. */
  public void addNamesTo(NameTree names) {
    NamesRead.addTo(names, text);
  }

  /** The expression as the author wrote it. */
  @Override
  public String toString() {
    return text;
  }
}
