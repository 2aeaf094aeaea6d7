package dev.oneway.draft;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a route file, in the form all of them have. */
final class RouteDraft {
  private static final int WIDTH = 110;

  /** Names every database takes as they are, and what no database takes for a name. */
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  private static final Set<String> RESERVED =
      Set.of(
          "all",
          "and",
          "any",
          "as",
          "asc",
          "between",
          "by",
          "case",
          "cast",
          "check",
          "column",
          "constraint",
          "create",
          "cross",
          "current_date",
          "current_user",
          "default",
          "delete",
          "desc",
          "distinct",
          "drop",
          "else",
          "end",
          "except",
          "exists",
          "false",
          "fetch",
          "for",
          "foreign",
          "from",
          "full",
          "grant",
          "group",
          "having",
          "in",
          "index",
          "inner",
          "insert",
          "intersect",
          "into",
          "is",
          "join",
          "key",
          "left",
          "like",
          "limit",
          "natural",
          "not",
          "null",
          "offset",
          "on",
          "only",
          "or",
          "order",
          "outer",
          "primary",
          "references",
          "right",
          "select",
          "session_user",
          "set",
          "table",
          "then",
          "to",
          "true",
          "union",
          "unique",
          "update",
          "user",
          "using",
          "values",
          "view",
          "when",
          "where",
          "window",
          "with");

  /** By which a delivery is known when it comes again, as the sender's documentation has it. */
  private static final Map<String, String> DELIVERY =
      Map.of(
          "standard", "header:webhook-id",
          "github", "header:X-GitHub-Delivery",
          "greenhouse", "header:Greenhouse-Event-ID",
          "stripe", "/id",
          "segment", "/messageId");

  private final Wish wish;
  private final Side source;
  private final Side destination;
  private final Look look;
  private final Optional<ChangedField> changed;
  private final String key;
  private final List<String> lines = new ArrayList<>();

  /**
   * @param key where the source's record has what identifies it, of several fields the first
   */
  RouteDraft(
      Wish wish,
      Side source,
      Side destination,
      Look look,
      Optional<ChangedField> changed,
      Attribute key) {
    this.wish = wish;
    this.source = source;
    this.destination = destination;
    this.look = look;
    this.changed = changed;
    this.key = "/" + String.join("/", key.names().stream().map(RouteDraft::pointerPart).toList());
  }

  private static String pointerPart(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  String text() {
    lines.clear();
    lines.add("# routes/" + wish.flow() + ".camel.yaml");
    if (wish.from() instanceof Address.Webhook webhook) {
      webhook(webhook);
    } else {
      scheduled();
    }
    return String.join("\n", lines) + "\n";
  }

  private void scheduled() {
    String what =
        changed.isPresent() && wish.from() instanceof Address.Table ? " that changed" : "";
    route(wish.flow(), wish.rhythm().words() + ", " + what(what));
    lines.add("      uri: quartz:" + wish.flow());
    lines.add("      parameters: { cron: \"" + wish.rhythm().cron() + "\", stateful: true }");
    lines.add("      steps:");
    step("        ", from());
    lines.add("        - split:");
    lines.add("            expression: { ref: { expression: chunk100 } }");
    lines.add("            streaming: true");
    lines.add("            stopOnException: true");
    lines.add("            steps:");
    deliver("              ");
  }

  private String what(String which) {
    return "%s of %s%s go to %s of %s."
        .formatted(
            source.object(), source.system(), which, destination.object(), destination.system());
  }

  private void webhook(Address.Webhook webhook) {
    route(wish.flow() + "-webhook", "What " + webhook.system() + " sends waits in the inbox.");
    lines.add("      uri: platform-http:/webhooks/" + wish.flow());
    lines.add("      parameters: { httpMethodRestrict: POST }");
    lines.add("      steps:");
    Map<String, String> signature = new LinkedHashMap<>();
    if (!webhook.isOfAVendor()) {
      signature.put("secrets", wish.flow());
    }
    if (webhook.scheme().equals("hmac")) {
      signature.put("header", "X-Signature");
    }
    step("        ", new Step("signature:" + webhook.scheme(), signature));
    Map<String, String> inbox = new LinkedHashMap<>();
    source
        .asked()
        .map(Pages::records)
        .filter(it -> !it.isEmpty())
        .ifPresent(it -> inbox.put("records", it));
    inbox.put("key", key);
    Optional.ofNullable(DELIVERY.get(webhook.scheme()))
        .ifPresent(it -> inbox.put("deliveryId", it));
    step("        ", new Step("inbox:" + wish.flow(), inbox));
    route(wish.flow(), sentence(what("")));
    lines.add("      uri: inbox:" + wish.flow());
    lines.add("      steps:");
    deliver("        ");
  }

  private static String sentence(String text) {
    return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
  }

  private void route(String id, String description) {
    lines.add("- route:");
    lines.add("    id: " + id);
    lines.add("    description: " + YamlText.line(description));
    lines.add("    from:");
  }

  private void deliver(String indent) {
    lines.add(indent + "- to: mapping:" + wish.mapping());
    lines.add(indent + "- to: dedup:ledger");
    step(indent, to());
  }

  private record Step(String uri, Map<String, String> parameters) {}

  private void step(String indent, Step step) {
    if (step.parameters().isEmpty()) {
      lines.add(indent + "- to: " + YamlText.line(step.uri()));
      return;
    }
    lines.add(indent + "- to:");
    lines.add(indent + "    uri: " + YamlText.line(step.uri()));
    String all =
        step.parameters().entrySet().stream()
            .map(it -> it.getKey() + ": " + value(it.getValue()))
            .collect(Collectors.joining(", ", indent + "    parameters: { ", " }"));
    if (all.length() <= WIDTH) {
      lines.add(all);
      return;
    }
    lines.add(indent + "    parameters:");
    step.parameters()
        .forEach((name, value) -> lines.add(indent + "      " + name + ": " + value(value)));
  }

  private static String value(String value) {
    return value.matches("true|\\d+") ? value : YamlText.of(value);
  }

  private Step from() {
    if (wish.from() instanceof Address.Table table) {
      return new Step(
          "sql:" + query(table), database(table, "outputType", "StreamList", "fetchSize", "1000"));
    }
    if (wish.from() instanceof Address.Url url) {
      return pages(url.url());
    }
    Address.Kamelet kamelet = (Address.Kamelet) wish.from();
    return new Step("kamelet:" + kamelet.name(), look.settings(kamelet));
  }

  private String query(Address.Table table) {
    String name =
        table.schema().map(it -> identifier(it) + ".").orElse("") + identifier(source.object());
    return changed
        .map(
            it ->
                "select * from %s where %2$s >= :#${exchangeProperty.%3$s} order by %2$s"
                    .formatted(
                        name, identifier(it.field().last()), it.counts() ? "sinceNumber" : "since"))
        .orElse("select * from " + name);
  }

  private static String identifier(String name) {
    return PLAIN.matcher(name).matches() && !RESERVED.contains(name)
        ? name
        : '"' + name.replace("\"", "\"\"") + '"';
  }

  private static Map<String, String> database(Address.Table table, String... others) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("dataSource", "#" + table.database());
    for (int i = 0; i < others.length; i += 2) {
      parameters.put(others[i], others[i + 1]);
    }
    return parameters;
  }

  private Step pages(URI url) {
    Map<String, String> parameters = new LinkedHashMap<>();
    Optional.ofNullable(url.getQuery()).ifPresent(it -> parameters.put("query", "RAW(" + it + ")"));
    Pages pages = source.asked().orElse(new Pages("", "none", Optional.empty()));
    if (!pages.records().isEmpty()) {
      parameters.put("records", pages.records());
    }
    if (!pages.next().equals("none")) {
      parameters.put("next", pages.next());
    }
    pages.cursorParameter().ifPresent(it -> parameters.put("cursorParameter", it));
    wish.fromAuth().ifPresent(it -> parameters.put("auth", it));
    return new Step("pages:" + url.toString().replaceFirst("[?#].*", ""), parameters);
  }

  private Step to() {
    if (wish.to() instanceof Address.Table table) {
      String[] more = look.tableIsMissing() ? new String[] {"create", "true"} : new String[0];
      String name =
          table.schema().map(it -> part(it) + ".").orElse("") + part(destination.object());
      return new Step("jdbc-upsert:" + name, database(table, more));
    }
    if (wish.to() instanceof Address.Url url) {
      return upsert(url.url());
    }
    Address.Kamelet kamelet = (Address.Kamelet) wish.to();
    return new Step("kamelet:" + kamelet.name(), look.settings(kamelet));
  }

  /** A part of a table's name as {@code jdbc-upsert:} reads it. */
  private static String part(String name) {
    return name.matches("[\\p{L}_][\\p{L}\\p{N}_]*")
        ? name
        : '"' + name.replace("\"", "\"\"") + '"';
  }

  /** The simplest that can be: the vendor creates or updates by our key. */
  private Step upsert(URI url) {
    String whole = url.toString().replaceFirst("[?#].*", "").replaceFirst("/+$", "");
    String path = url.getRawPath().replaceFirst("/+$", "");
    String last = path.substring(Math.max(0, path.lastIndexOf('/')));
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("upsert", "PUT " + last + "/${key}");
    wish.toAuth().ifPresent(it -> parameters.put("auth", it));
    return new Step(
        "http-upsert:" + whole.substring(0, whole.length() - last.length()), parameters);
  }
}
