package dev.oneway.webhook.signature;

import dev.oneway.webhook.request.WebhookRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Signs requests as a vendor does, by the same definition they are checked with; for sandboxes.
 * Threads may share it.
 */
public final class Signer {
  private final Scheme scheme;
  private final List<byte[]> keys;
  private final InstantSource clock;

  Signer(Scheme scheme, List<String> secrets, InstantSource clock) {
    this.scheme = scheme;
    this.keys = secrets.stream().map(scheme.secretForm()::key).toList();
    this.clock = clock;
    if (keys.size() > 1 && scheme.header().separator().isEmpty()) {
      throw new IllegalArgumentException(
          "signature:%s carries one signature, so a sender has one secret."
              .formatted(scheme.name()));
    }
  }

  /**
   * @param scheme as in {@code signature:SCHEME}, but not {@code hmac}
   * @param secrets as the vendor hands them out; several where it sends several signatures
   * @throws IllegalArgumentException when there is no such scheme, or a secret isn't one of its
   */
  public static Signer of(String scheme, List<String> secrets, InstantSource clock) {
    return new Signer(Scheme.of(scheme), secrets, clock);
  }

  /**
   * The headers to send with a request, the time and the signatures.
   *
   * @param request with everything else that is signed: for {@code standard} its webhook-id, for
   *     {@code hubspot} its whole URL
   * @throws IllegalArgumentException when something that is signed isn't in the request
   */
  public Map<String, String> sign(WebhookRequest request) {
    SignatureHeader header = scheme.header();
    if (scheme.time().isEmpty()) {
      return Map.of(header.name(), header.write("", signatures(request, "")));
    }
    SignedTime time = scheme.time().get();
    String now = time.write(clock.instant());
    return time.headers(now, header, signatures(request, now));
  }

  private List<byte[]> signatures(WebhookRequest request, String time) {
    SignedContent.Material material = new SignedContent.Material(request, time, Optional.empty());
    List<byte[]> signatures = new ArrayList<>();
    try {
      for (byte[] key : keys) {
        signatures.add(scheme.sign(key, material));
      }
      return signatures;
    } catch (RefusedException e) {
      throw new IllegalArgumentException("this request can't be signed: " + e.getMessage(), e);
    }
  }
}
