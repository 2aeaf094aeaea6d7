package dev.oneway.demo.salesforce;

/**
 * Salesforce's ids: 15 characters in which case matters, and 3 that tell the case of the others.
 */
final class SalesforceId {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final String CHECKS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
  private static final String POD = "5g00000";

  private SalesforceId() {}

  /**
   * @param prefix of the object, e.g. {@code 00Q} for leads
   * @param number which one of them
   */
  static String of(String prefix, long number) {
    StringBuilder digits = new StringBuilder();
    for (long rest = number; digits.length() < 5; rest /= DIGITS.length()) {
      digits.insert(0, DIGITS.charAt((int) (rest % DIGITS.length())));
    }
    return whole(prefix + POD + digits);
  }

  /** All 18 characters of the id with these 15. */
  static String whole(String id) {
    StringBuilder whole = new StringBuilder(id);
    for (int part = 0; part < 15; part += 5) {
      int upper = 0;
      for (int i = 0; i < 5; i++) {
        upper |= Character.isUpperCase(id.charAt(part + i)) ? 1 << i : 0;
      }
      whole.append(CHECKS.charAt(upper));
    }
    return whole.toString();
  }
}
