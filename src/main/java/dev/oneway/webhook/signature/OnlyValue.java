package dev.oneway.webhook.signature;

import dev.oneway.webhook.request.WebhookRequest;
import java.util.List;

/** A header that counts comes once: of two, one would be checked and the other one used. */
final class OnlyValue {
  private OnlyValue() {}

  static String of(String header, WebhookRequest request) throws RefusedException {
    List<String> values = request.header(header);
    if (values.size() != 1) {
      throw new RefusedException(
          values.isEmpty()
              ? "the header " + header + " is missing"
              : "the header " + header + " comes " + values.size() + " times");
    }
    return values.get(0);
  }
}
