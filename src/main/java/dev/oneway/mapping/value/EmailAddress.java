package dev.oneway.mapping.value;

import dev.oneway.record.Promise;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code email:}: one e-mail address as browsers take it (the HTML Living Standard's {@code input
 * type=email}), with letters and digits of all scripts too. The blanks around it are removed, and
 * the domain is written in lower case; the local part stays, as servers may tell its case apart.
 */
public final class EmailAddress implements Stage {
  /** RFC 5321 has 256 octets for the address in its angle brackets. */
  private static final int LONGEST = 254;

  private static final String LETTER = "\\p{L}\\p{M}\\p{N}";
  private static final String LABEL = "[\\p{L}\\p{N}](?:[" + LETTER + "-]{0,61}[" + LETTER + "])?";

  private static final Pattern ADDRESS =
      Pattern.compile(
          "([" + LETTER + ".!#$%&'*+/=?^_`{|}~-]++)@(" + LABEL + "(?:\\." + LABEL + ")*+)");

  @Override
  public Object apply(Object value) {
    if (!(value instanceof String text)) {
      throw refused(value);
    }
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      return null;
    }
    Matcher matcher = ADDRESS.matcher(stripped);
    if (stripped.length() > LONGEST || !matcher.matches()) {
      throw refused(value);
    }
    String address = matcher.group(1) + "@" + matcher.group(2).toLowerCase(Locale.ROOT);
    if (address.length() > LONGEST) {
      throw refused(value);
    }
    return address;
  }

  private static BadValue refused(Object value) {
    return BadValue.type(value, "an e-mail address such as ann@example.com");
  }

  @Override
  public String says() {
    return "as e-mail address";
  }

  @Override
  public Promise promised(Promise given) {
    return Promise.text(LONGEST);
  }
}
