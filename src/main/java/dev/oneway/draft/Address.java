package dev.oneway.draft;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a flow reads or writes, as its author names it. Immutable. */
public sealed interface Address {
  /** What the mapping calls the system. */
  String system();

  /** What the mapping calls the records. */
  String object();

  /**
   * A table of a database of the settings: {@code sales.customers}, {@code sales.public.customers},
   * with quotes where a name itself holds a dot.
   */
  record Table(String database, Optional<String> schema, String table) implements Address {
    private static final Pattern PART = Pattern.compile("\\G(\"(?:[^\"]|\"\")+\"|[^\".]+)(\\.|$)");

    static Optional<Address> of(String text) {
      List<String> parts = new ArrayList<>();
      Matcher part = PART.matcher(text);
      int end = 0;
      while (end < text.length() && part.find()) {
        parts.add(unquoted(part.group(1)));
        end = part.end();
      }
      if (end < text.length() || text.endsWith(".") || parts.size() < 2 || parts.size() > 3) {
        return Optional.empty();
      }
      Optional<String> schema = parts.size() == 3 ? Optional.of(parts.get(1)) : Optional.empty();
      return Optional.of(new Table(parts.get(0), schema, parts.get(parts.size() - 1)));
    }

    private static String unquoted(String part) {
      return part.startsWith("\"")
          ? part.substring(1, part.length() - 1).replace("\"\"", "\"")
          : part;
    }

    /** The same one, called as the database calls it. */
    Table named(String name) {
      return new Table(database, schema, name);
    }

    @Override
    public String system() {
      return database;
    }

    @Override
    public String object() {
      return table;
    }
  }

  /** An HTTP resource. */
  record Url(URI url) implements Address {
    static Optional<Address> of(String text) {
      if (!text.matches("(?i)https?://.+")) {
        return Optional.empty();
      }
      URI url = URI.create(text);
      if (url.getHost() == null || url.getRawUserInfo() != null) {
        throw new IllegalArgumentException(
            "a URL needs a host and has no credentials of its own: those belong into the settings that --from-auth and --to-auth name.");
      }
      return Optional.of(new Url(url));
    }

    @Override
    public String system() {
      return url.getHost();
    }

    @Override
    public String object() {
      String path = url.getPath().replaceFirst("/+$", "");
      String last = path.substring(path.lastIndexOf('/') + 1);
      return last.isEmpty() ? "record" : last;
    }
  }

  /** Requests somebody sends, signed in the way of a scheme. */
  record Webhook(String scheme) implements Address {
    private static final String WORD = "webhook";
    private static final Set<String> ANYBODYS = Set.of("standard", "bearer", "hmac");

    static Optional<Address> of(String text) {
      if (!text.equals(WORD) && !text.startsWith(WORD + ":")) {
        return Optional.empty();
      }
      String scheme = text.substring(Math.min(text.length(), WORD.length() + 1));
      return Optional.of(new Webhook(scheme.isEmpty() ? "standard" : scheme));
    }

    @Override
    public String system() {
      return isOfAVendor() ? scheme : "sender";
    }

    @Override
    public String object() {
      return "event";
    }

    /** Whether the scheme is one vendor's, so that its secret is known by the scheme's name. */
    boolean isOfAVendor() {
      return !ANYBODYS.contains(scheme);
    }
  }

  /** A Kamelet, by name. */
  record Kamelet(String name) implements Address {
    static Optional<Address> of(String text, String end) {
      String name = text.replaceFirst("^kamelet:", "");
      return name.matches("[a-z0-9-]+" + end) ? Optional.of(new Kamelet(name)) : Optional.empty();
    }

    @Override
    public String system() {
      return name.replaceFirst("-.*", "");
    }

    @Override
    public String object() {
      String object = name.replaceFirst("^[^-]*-", "").replaceFirst("-?(source|sink)$", "");
      return object.isEmpty() ? "record" : object;
    }
  }

  /**
   * @throws IllegalArgumentException when the text names nothing a flow can read
   */
  static Address source(String text) {
    return Webhook.of(text)
        .or(() -> Url.of(text))
        .or(() -> Kamelet.of(text, "-source"))
        .or(() -> Table.of(text))
        .orElseThrow(
            () -> wrong(text, "DATABASE.TABLE, a URL, webhook:SCHEME, or a Kamelet NAME-source"));
  }

  /**
   * @throws IllegalArgumentException when the text names nothing a flow can write
   */
  static Address destination(String text) {
    return Url.of(text)
        .or(() -> Kamelet.of(text, "-sink"))
        .or(() -> Table.of(text))
        .orElseThrow(() -> wrong(text, "DATABASE.TABLE, a URL, or a Kamelet NAME-sink"));
  }

  private static IllegalArgumentException wrong(String text, String right) {
    return new IllegalArgumentException("`%s` is none of these. Write %s.".formatted(text, right));
  }

  /** The object as part of a file's name. */
  default String slug() {
    String slug =
        (system() + "-" + object())
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N}]+", "-")
            .replaceAll("^-+|-+$", "");
    return slug.isEmpty() ? "record" : slug;
  }
}
