package dev.oneway.mapping.value;

import dev.oneway.record.Promise;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * {@code type: binary}: bytes as they are; a text is read as base64 (RFC 4648, the alphabet with
 * {@code +} and {@code /}). Padding may be left out, blanks and line ends are ignored, and bits
 * that no byte takes must be zero.
 */
public final class BinaryType implements Stage {
  private static final Pattern BLANKS = Pattern.compile("[ \t\r\n]+");
  private static final int GROUP = 4;

  @Override
  public Object apply(Object value) {
    if (value instanceof byte[]) {
      return value;
    }
    if (!(value instanceof String text)) {
      throw refused(value);
    }
    if (text.isBlank()) {
      return null;
    }
    String dense = BLANKS.matcher(text).replaceAll("");
    try {
      byte[] bytes = Base64.getDecoder().decode(dense);
      if (endsRight(dense, bytes)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw refused(value);
    }
    throw refused(value);
  }

  /** Whether the last group is as an encoder writes it; the decoder overlooks a torn one. */
  private static boolean endsRight(String dense, byte[] bytes) {
    int tail = bytes.length % (GROUP - 1);
    byte[] last = new byte[tail];
    System.arraycopy(bytes, bytes.length - tail, last, 0, tail);
    String written = Base64.getEncoder().encodeToString(last);
    return dense.endsWith(written) || dense.endsWith(written.replace("=", ""));
  }

  private static BadValue refused(Object value) {
    return BadValue.type(value, "binary or a text of base64");
  }

  @Override
  public String says() {
    return "as binary";
  }

  @Override
  public Promise promised(Promise given) {
    return Promise.of(Promise.Kind.BINARY);
  }
}
