package dev.oneway.draft;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The steps at the ends of a route: the one that reads, and the one that writes. */
final class Ends {
  private static final String NAMEABLE = "[\\p{L}\\p{N}_.-]+";

  private final Wish wish;
  private final Side source;
  private final Side destination;
  private final List<Attribute> key;
  private final Look look;
  private final Optional<ChangedField> changed;

  /**
   * @param key the destination's fields that identify a record
   */
  Ends(
      Wish wish,
      Side source,
      Side destination,
      List<Attribute> key,
      Look look,
      Optional<ChangedField> changed) {
    this.wish = wish;
    this.source = source;
    this.destination = destination;
    this.key = key;
    this.look = look;
    this.changed = changed;
  }

  /** The step that reads, of a source that is asked. */
  Step reading() {
    if (wish.from() instanceof Address.Table table) {
      return Step.of(
          "sql:" + query(table),
          "dataSource",
          "#" + table.database(),
          "outputType",
          "StreamList",
          "fetchSize",
          "1000");
    }
    return wish.from() instanceof Address.Url url ? pages(url.url()) : kamelet(wish.from());
  }

  private String query(Address.Table table) {
    String all = "select * from " + SqlName.of(table.schema(), source.object());
    return all + changed.map(Ends::sinceThen).orElse("");
  }

  private static String sinceThen(ChangedField changed) {
    String since = changed.counts() ? "sinceNumber" : "since";
    return " where %1$s >= :#${exchangeProperty.%2$s} order by %1$s"
        .formatted(SqlName.of(changed.field().last()), since);
  }

  private Step pages(URI url) {
    List<String> options = new ArrayList<>();
    if (url.getQuery() != null) {
      options.addAll(List.of("query", "RAW(" + url.getQuery() + ")"));
    }
    source.asked().ifPresent(pages -> options.addAll(pages.options()));
    wish.fromAuth().ifPresent(auth -> options.addAll(List.of("auth", auth)));
    return Step.of("pages:" + withoutQuery(url), options.toArray(String[]::new));
  }

  private static String withoutQuery(URI url) {
    return url.toString().replaceFirst("[?#].*", "");
  }

  private Step kamelet(Address address) {
    Address.Kamelet kamelet = (Address.Kamelet) address;
    return new Step("kamelet:" + kamelet.name(), look.settings(kamelet));
  }

  Step writing() {
    if (wish.to() instanceof Address.Table table) {
      String uri = "jdbc-upsert:" + SqlName.ofDestination(table.schema(), destination.object());
      String database = "#" + table.database();
      return look.tableIsMissing()
          ? Step.of(uri, "dataSource", database, "create", "true")
          : Step.of(uri, "dataSource", database);
    }
    return wish.to() instanceof Address.Url url ? upsert(url.url()) : kamelet(wish.to());
  }

  /**
   * The simplest that can be: the vendor creates or updates by our key, and says by it what it has.
   */
  private Step upsert(URI url) {
    String whole = withoutQuery(url).replaceFirst("/+$", "");
    String path = url.getRawPath().replaceFirst("/+$", "");
    String last = path.substring(Math.max(0, path.lastIndexOf('/')));
    String uri = "http-upsert:" + whole.substring(0, whole.length() - last.length());
    String record = last + "/" + keyInPath();
    List<String> options =
        new ArrayList<>(List.of("upsert", "PUT " + record, "read", "GET " + record));
    wish.toAuth().ifPresent(auth -> options.addAll(List.of("auth", auth)));
    return Step.of(uri, options.toArray(String[]::new))
        .reviewed("whether the API creates and updates by this request, and tells by the other");
  }

  /** Of a key of several fields each is a part of the path, where a placeholder can name it. */
  private String keyInPath() {
    return key.size() == 1 || !key.stream().allMatch(it -> it.last().matches(NAMEABLE))
        ? "${key}"
        : key.stream()
            .map(field -> "${field." + field.last() + "}")
            .collect(Collectors.joining("/"));
  }
}
