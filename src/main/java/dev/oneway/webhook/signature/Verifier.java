package dev.oneway.webhook.signature;

import dev.oneway.run.FatalException;
import dev.oneway.webhook.request.WebhookRequest;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Checks that a request comes from somebody who has one of the secrets, as it is and not too old.
 * What it takes depends on the number of secrets and signatures, not on which of them match.
 *
 * <p>Threads may share it.
 *
 * @param publicUrl by which the sender knows us, without a query; empty: as the request says
 * @param tolerance how far a request's time may be from ours, in both directions
 */
record Verifier(
    Scheme scheme,
    WebhookSecrets secrets,
    Optional<String> publicUrl,
    Duration tolerance,
    InstantSource clock) {

  Verdict verify(WebhookRequest request) {
    try {
      check(request);
      return new Verdict.Genuine();
    } catch (RefusedException e) {
      return new Verdict.Refused(e.getMessage());
    } catch (FatalException e) {
      return new Verdict.Undecided(e.getMessage());
    }
  }

  private void check(WebhookRequest request) throws RefusedException {
    SignatureHeader header = scheme.header();
    List<byte[]> signatures = header.read(OnlyValue.of(header.name(), request));
    if (scheme.time().isEmpty()) {
      requireMatch(signatures, new SignedContent.Material(request, "", publicUrl));
      return;
    }
    SignedTime time = scheme.time().get();
    String written = time.read(request, header);
    requireMatch(signatures, new SignedContent.Material(request, written, publicUrl));
    // Only now, so that the log tells a replayed request from a forged one.
    requireFresh(time.instant(written));
  }

  private void requireMatch(List<byte[]> signatures, SignedContent.Material material)
      throws RefusedException {
    boolean matches = false;
    List<byte[]> keys = secrets.keys();
    for (byte[] key : keys) {
      byte[] expected = scheme.sign(key, material);
      for (byte[] signature : signatures) {
        matches |= MessageDigest.isEqual(expected, signature);
      }
    }
    if (!matches) {
      throw new RefusedException(
          "of %d signatures none is made with one of %d secrets over what arrived"
              .formatted(signatures.size(), keys.size()));
    }
  }

  private void requireFresh(Instant sent) throws RefusedException {
    Duration age = Duration.between(sent, clock.instant());
    if (age.abs().compareTo(tolerance) > 0) {
      throw new RefusedException(
          "it was sent %d seconds %s, and the tolerance is %d seconds"
              .formatted(
                  age.abs().toSeconds(),
                  age.isNegative() ? "in the future" : "ago",
                  tolerance.toSeconds()));
    }
  }
}
