package dev.oneway.destination.http.template;

import dev.oneway.destination.http.template.Placeholder.Name;
import dev.oneway.fault.Nearest;
import dev.oneway.http.Origin;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A declared request's method and URL: {@code PATCH /contacts/${id}?notify=false}, or with a server
 * of its own {@code POST https://upload.example.com/files}. It is written plainly; whatever a URL
 * can't hold is percent-encoded (RFC 3986), values always, so that no value can lead to another
 * place. Immutable; threads may share it.
 */
public final class RequestLine {
  private static final Pattern WRITTEN = Pattern.compile("(\\S+)(?:\\s+(.*))?", Pattern.DOTALL);
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
  private static final Pattern SERVER = Pattern.compile("(?i)https?://[^/?$]*");
  private static final Set<String> NO_STEPS = Set.of("", ".", "..");
  private static final String UNRESERVED = "-._~";
  private static final String LITERAL = UNRESERVED + "!$&'()*,;=:@/";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final String method;
  private final String base;
  private final TemplateText path;
  private final TemplateText query;

  private RequestLine(String method, String base, TemplateText path, TemplateText query) {
    this.method = method;
    this.base = base;
    this.path = path;
    this.query = query;
  }

  /**
   * @param option the option's name
   * @param base absolute, what the path is appended to unless it names a server itself
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public static RequestLine parse(String option, String text, URI base, Set<Name> allowed) {
    Matcher written = WRITTEN.matcher(text.strip());
    if (!written.matches() || !METHODS.contains(written.group(1))) {
      String method = written.matches() ? written.group(1) : "";
      throw new IllegalArgumentException(
          "%s doesn't begin with a method. %sWrite one of %s and a path, as in %s=\"POST /contacts\"."
              .formatted(
                  option, Nearest.didYouMean(method, METHODS), String.join(", ", METHODS), option));
    }
    String rest = written.group(2) == null ? "" : written.group(2).strip();
    Matcher server = SERVER.matcher(rest);
    return server.lookingAt()
        ? below(
            option,
            written.group(1),
            server(option, server.group()),
            rest.substring(server.end()),
            allowed)
        : below(option, written.group(1), base, rest, allowed);
  }

  private static URI server(String option, String written) {
    try {
      URI server = URI.create(written);
      Origin.of(server);
      return server;
    } catch (IllegalArgumentException e) {
      // Without the cause, whose message would be shown in place of this one.
      throw new IllegalArgumentException(
          option
              + " names a server that is none. Write it without credentials or placeholders, as in https://upload.example.com/files.");
    }
  }

  private static RequestLine below(
      String option, String method, URI base, String rest, Set<Name> allowed) {
    if (!rest.isEmpty() && !rest.startsWith("/") && !rest.startsWith("?")) {
      throw new IllegalArgumentException(
          "the path of %s is appended to %s and begins with /. Write it as in %s=\"POST /contacts\"."
              .formatted(option, base, option));
    }
    int mark = rest.indexOf('?');
    String root = base.toString().replaceFirst("/+$", "");
    return new RequestLine(
        method,
        root,
        TemplateText.parse(option, mark < 0 ? rest : rest.substring(0, mark), allowed),
        TemplateText.parse(option, mark < 0 ? "" : rest.substring(mark + 1), allowed));
  }

  /** The server it goes to, whatever the record. */
  public Origin origin() {
    return Origin.of(URI.create(base));
  }

  public String method() {
    return method;
  }

  public Stream<Placeholder> placeholders() {
    return Stream.concat(path.placeholders(), query.placeholders());
  }

  /** Whether the path leads to one record, so that a 404 says that this record isn't there. */
  public boolean isOfARecord() {
    return path.placeholders()
        .anyMatch(p -> p.name() == Name.KEY || p.name() == Name.ID || p.name() == Name.FIELD);
  }

  /** The URL of a request that names no record. */
  public URI url() {
    try {
      return url(
          placeholder -> {
            throw new IllegalStateException("it has a placeholder");
          });
    } catch (UnwritableException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @throws UnwritableException when a value can't be a step of a path: the request would go to
   *     another place
   */
  public URI url(Values values) throws UnwritableException {
    StringBuilder url = new StringBuilder(base);
    for (TemplateText.Part part : path.parts()) {
      if (part.placeholder() == null) {
        encode(url, part.literal(), LITERAL);
      } else {
        encode(url, step(part.placeholder(), values), UNRESERVED);
      }
    }
    String mark = "?";
    for (TemplateText.Part part : query.parts()) {
      url.append(mark);
      mark = "";
      if (part.placeholder() == null) {
        encode(url, part.literal(), LITERAL + "?");
      } else {
        encode(url, Texts.written(part.placeholder(), values.of(part.placeholder())), UNRESERVED);
      }
    }
    return URI.create(url.toString());
  }

  private static String step(Placeholder placeholder, Values values) throws UnwritableException {
    String step = Texts.written(placeholder, values.of(placeholder));
    if (NO_STEPS.contains(step)) {
      throw new UnwritableException(
          "the value for %s is %s, which can't stand in a path"
              .formatted(placeholder, step.isEmpty() ? "empty" : "dots only"));
    }
    return step;
  }

  private static void encode(StringBuilder url, String text, String plain) {
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xFF);
      if (isAlphanumeric(c) || plain.indexOf(c) >= 0) {
        url.append(c);
      } else {
        url.append('%').append(HEX.toHexDigits(octet));
      }
    }
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** The method and what the path is appended to. */
  @Override
  public String toString() {
    return method + " " + base;
  }
}
