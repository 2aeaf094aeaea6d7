package dev.oneway.ops.port;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do at the management port. */
public enum Role {
  /** Look. Source records, which hold personal data, are not shown. */
  READ_ONLY,
  /** Look at everything, and press. */
  OPERATOR;

  /** The word people write in settings and read in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All words. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Role::word).toList();
  }

  public static Optional<Role> ofWord(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }
}
