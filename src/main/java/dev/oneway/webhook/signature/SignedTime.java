package dev.oneway.webhook.signature;

import dev.oneway.webhook.request.WebhookRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Where a request says when it was sent, in a number since 1970. Immutable. */
sealed interface SignedTime {
  Pattern NUMBER = Pattern.compile("[0-9]{1,15}");

  /** Seconds or milliseconds. */
  ChronoUnit unit();

  /** As it is written in the request, which is how it is signed. */
  String read(WebhookRequest request, SignatureHeader signature) throws RefusedException;

  /** The headers of a request that was signed at this time. */
  Map<String, String> headers(String time, SignatureHeader header, List<byte[]> signatures);

  /** A header of its own. */
  record InHeader(String name, ChronoUnit unit) implements SignedTime {
    @Override
    public String read(WebhookRequest request, SignatureHeader signature) throws RefusedException {
      return number(OnlyValue.of(name, request), name);
    }

    @Override
    public Map<String, String> headers(
        String time, SignatureHeader header, List<byte[]> signatures) {
      return Map.of(name, time, header.name(), header.write("", signatures));
    }
  }

  /** An item of the signature's header. */
  record InSignature(String prefix, ChronoUnit unit) implements SignedTime {
    @Override
    public String read(WebhookRequest request, SignatureHeader signature) throws RefusedException {
      String value = OnlyValue.of(signature.name(), request);
      List<String> times = signature.items(value, prefix);
      if (times.size() != 1) {
        throw new RefusedException(
            "the header %s has %d times".formatted(signature.name(), times.size()));
      }
      return number(times.get(0), signature.name());
    }

    @Override
    public Map<String, String> headers(
        String time, SignatureHeader header, List<byte[]> signatures) {
      return Map.of(header.name(), header.write(prefix + time, signatures));
    }
  }

  private static String number(String text, String header) throws RefusedException {
    if (!NUMBER.matcher(text).matches()) {
      throw new RefusedException("the time in the header " + header + " is no number");
    }
    return text;
  }

  default Instant instant(String time) {
    return Instant.EPOCH.plus(Long.parseLong(time), unit());
  }

  default String write(Instant instant) {
    return Long.toString(unit().between(Instant.EPOCH, instant));
  }
}
