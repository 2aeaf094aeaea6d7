package dev.oneway.webhook.signature;

import dev.oneway.fault.Nearest;
import dev.oneway.webhook.request.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;

/**
 * What of a request is signed: a text with placeholders, as in {@code v0:${timestamp}:${body}}.
 * Immutable; threads may share it.
 */
final class SignedContent {
  /** The placeholders; NAME stands for a header's name. */
  static final List<String> PLACEHOLDERS =
      List.of("body", "timestamp", "method", "url", "decodedUrl", "header.NAME");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");
  private static final String HEADER = "header.";

  private final List<Part> parts;

  /**
   * @param name of the placeholder; empty for a text that stands for itself
   * @param text that text, or the one that follows a header and so mustn't be in it
   */
  private record Part(String name, String text) {
    boolean isHeader() {
      return name.startsWith(HEADER);
    }
  }

  /**
   * A request to be signed.
   *
   * @param time as the request writes it; empty when it has none
   * @param publicUrl by which the sender knows us, without a query
   */
  record Material(WebhookRequest request, String time, Optional<String> publicUrl) {
    String url() {
      return publicUrl.isPresent()
          ? publicUrl.get() + request.query()
          : request.origin() + request.target();
    }
  }

  private SignedContent(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * @throws IllegalArgumentException for an unknown placeholder, and when the body isn't signed
   */
  static SignedContent parse(String template) {
    List<Part> parts = new ArrayList<>();
    Matcher placeholder = PLACEHOLDER.matcher(template);
    int begin = 0;
    while (placeholder.find()) {
      parts.add(new Part("", template.substring(begin, placeholder.start())));
      parts.add(new Part(known(placeholder.group(1)), ""));
      begin = placeholder.end();
    }
    parts.add(new Part("", template.substring(begin)));
    SignedContent content = new SignedContent(parts);
    if (!content.has("body")) {
      throw new IllegalArgumentException(
          "signed has no ${body}, so anything could be sent under somebody's signature. Write ${body} where the sender signs it.");
    }
    return content;
  }

  private static String known(String name) {
    boolean header = name.startsWith(HEADER) && name.length() > HEADER.length();
    if (!header && !PLACEHOLDERS.contains(name)) {
      throw new IllegalArgumentException(
          "signed has ${%s}. %sThere are %s."
              .formatted(
                  name,
                  Nearest.didYouMean(name, PLACEHOLDERS),
                  String.join(", ", PLACEHOLDERS.stream().map("${%s}"::formatted).toList())));
    }
    return name;
  }

  /** Whether it signs this placeholder. */
  boolean has(String placeholder) {
    return parts.stream().anyMatch(part -> part.name().equals(placeholder));
  }

  boolean hasUrl() {
    return has("url") || has("decodedUrl");
  }

  /**
   * @throws RefusedException when a header it signs isn't there once, or could be taken for more
   *     than a header
   */
  byte[] sign(Mac mac, Material material) throws RefusedException {
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      if (part.isHeader()) {
        mac.update(utf8(header(part, parts.get(i + 1).text(), material.request())));
      } else {
        mac.update(bytes(part, material));
      }
    }
    return mac.doFinal();
  }

  /**
   * With its separator in it, a header could take over the begin of the body, or give it its end.
   */
  private static String header(Part part, String separator, WebhookRequest request)
      throws RefusedException {
    String name = part.name().substring(HEADER.length());
    String value = OnlyValue.of(name, request);
    if (!separator.isEmpty() && value.contains(separator)) {
      throw new RefusedException(
          "the header " + name + " holds what separates it in the signature");
    }
    return value;
  }

  private static byte[] bytes(Part part, Material material) {
    return switch (part.name()) {
      case "body" -> material.request().body();
      case "timestamp" -> utf8(material.time());
      case "method" -> utf8(material.request().method());
      case "url" -> utf8(material.url());
      case "decodedUrl" -> utf8(DecodedUrl.of(material.url()));
      default -> utf8(part.text());
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
