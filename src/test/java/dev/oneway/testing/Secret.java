package dev.oneway.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * How every secret of the tests is known again, wherever it turns up. The secret of the sandboxes
 * that people try, {@code demo}, is none.
 */
public final class Secret {
  /** Every password, token and key of a test holds it. */
  public static final String WORD = "s3cret";

  private static final String PRIVATE_KEY = "PRIVATE KEY-----";

  private Secret() {}

  /** What no output may hold: the word as it is, within a Base64 text, and a private key's head. */
  static List<String> traces() {
    List<String> traces = new ArrayList<>(List.of(WORD, PRIVATE_KEY));
    for (int before = 0; before < 3; before++) {
      traces.add(inBase64(before));
    }
    return traces;
  }

  /** The characters that are the same whatever stands before and behind the word. */
  private static String inBase64(int bytesBefore) {
    byte[] word = WORD.getBytes(StandardCharsets.UTF_8);
    byte[] text = new byte[bytesBefore + word.length];
    Arrays.fill(text, (byte) ' ');
    System.arraycopy(word, 0, text, bytesBefore, word.length);
    String encoded = Base64.getEncoder().withoutPadding().encodeToString(text);
    int first = (bytesBefore * 8 + 5) / 6;
    int end = text.length * 8 / 6;
    return encoded.substring(first, end);
  }
}
