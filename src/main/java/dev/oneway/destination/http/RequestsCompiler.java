package dev.oneway.destination.http;

import dev.oneway.destination.http.DeclaredRequest.Style;
import dev.oneway.destination.http.answer.LookupForm;
import dev.oneway.destination.http.template.BodyFormat;
import dev.oneway.destination.http.template.BodyTemplate;
import dev.oneway.destination.http.template.Placeholder;
import dev.oneway.destination.http.template.Placeholder.Form;
import dev.oneway.destination.http.template.Placeholder.Name;
import dev.oneway.destination.http.template.RequestLine;
import dev.oneway.fault.Nearest;
import java.net.URI;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes requests of what a route declares. Every mistake is an IllegalArgumentException. */
final class RequestsCompiler {
  private static final String CONTENT_TYPE = "Content-Type";
  private static final String BY_LOOKUP = "lookup";
  private static final String ACCEPT = "Accept";
  private static final List<String> BODILESS = List.of("GET", "DELETE");
  private static final List<String> WHEN = List.of("new", "doubt");

  /** Compressed, a file wouldn't tell its length. */
  private static final Map<String, String> FILE_HEADERS =
      Map.of(ACCEPT, "*/*", "Accept-Encoding", "identity");

  private final URI base;
  private final RequestOptions options;
  private final Style style;

  private RequestsCompiler(URI base, RequestOptions options, Style style) {
    this.base = base;
    this.options = options;
    this.style = style;
  }

  /**
   * @param base absolute, without a query
   * @param headers of every request
   * @param unwritten a field no request writes among the others; empty for none
   * @param comparesFiles whether the hash of a record's file is told
   * @throws IllegalArgumentException saying what is wrong and how to fix it
   */
  static Requests compile(
      URI base,
      RequestOptions options,
      LookupForm lookup,
      Map<String, String> headers,
      Optional<String> unwritten,
      boolean comparesFiles) {
    if (options.batch < 1) {
      throw new IllegalArgumentException(
          "batch cannot be less than 1, and is " + options.batch + ".");
    }
    RequestsCompiler compiler =
        new RequestsCompiler(base, options, style(options, lookup, headers, unwritten));
    Map<Action, DeclaredRequest> declared = new EnumMap<>(Action.class);
    compiler
        .lines()
        .forEach((action, line) -> declared.put(action, compiler.request(action, line)));
    Requests requests =
        new Requests(
            declared,
            lookup,
            looksUpNew(options.lookupWhen),
            options.idempotency,
            BY_LOOKUP.equals(options.read),
            comparesFiles);
    RequestsCheck.check(requests, options);
    return requests;
  }

  private static boolean looksUpNew(String when) {
    if (!WHEN.contains(when)) {
      throw new IllegalArgumentException(
          "lookupWhen is `%s`. %sIt is new or doubt."
              .formatted(when, Nearest.didYouMean(when, WHEN)));
    }
    return when.equals("new");
  }

  private static Style style(
      RequestOptions options,
      LookupForm lookup,
      Map<String, String> headers,
      Optional<String> unwritten) {
    Map<String, String> others = new LinkedHashMap<>();
    headers.forEach(
        (name, value) -> {
          if (!name.equalsIgnoreCase(CONTENT_TYPE)) {
            others.put(name, value);
          }
        });
    if (others.keySet().stream().noneMatch(ACCEPT::equalsIgnoreCase)) {
      others.put(ACCEPT, "application/json");
    }
    String contentType =
        headers.entrySet().stream()
            .filter(header -> header.getKey().equalsIgnoreCase(CONTENT_TYPE))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(null);
    return new Style(
        BodyFormat.parse(options.format),
        others,
        contentType,
        new Fields(
            options.nest,
            Fields.cleared(options.clearAs),
            unwritten,
            Fields.named(options.unordered),
            Fields.named(options.fixed)),
        lookup.match());
  }

  private Map<Action, String> lines() {
    Map<Action, String> lines = new EnumMap<>(Action.class);
    put(lines, Action.UPSERT, options.upsert, options.upsertBody);
    put(lines, Action.CREATE, options.create, options.createBody);
    put(lines, Action.UPDATE, options.update, options.updateBody);
    put(lines, Action.DEACTIVATE, options.deactivate, options.deactivateBody);
    put(lines, Action.ARCHIVE, options.archive, options.archiveBody);
    put(lines, Action.DELETE, options.delete, options.deleteBody);
    put(lines, Action.LOOKUP, options.lookup, options.lookupBody);
    if (!BY_LOOKUP.equals(options.read)) {
      put(lines, Action.READ, options.read, null);
    }
    put(lines, Action.MATCH, options.matchLookup, null);
    put(lines, Action.FILE, options.file, null);
    put(lines, Action.DETAILS, options.details, options.detailsBody);
    put(lines, Action.DETAILS_UPDATE, options.detailsUpdate, options.detailsUpdateBody);
    return lines;
  }

  private static void put(Map<Action, String> lines, Action action, String line, String body) {
    if (line != null) {
      lines.put(action, line);
    } else if (body != null) {
      throw new IllegalArgumentException(
          "%1$sBody is of no use without %1$s. Declare the request, as in %1$s=\"POST /contacts\", or remove %1$sBody."
              .formatted(action.option()));
    }
  }

  private DeclaredRequest request(Action action, String line) {
    return switch (action) {
      case LOOKUP -> lookup(line);
      case READ -> read(line);
      case MATCH -> matchLookup(line);
      case FILE -> file(line);
      default -> write(action, line);
    };
  }

  private DeclaredRequest write(Action action, String written) {
    String option = action.option();
    RequestLine line = RequestLine.parse(option, written, base, Placeholder.OF_A_WRITE);
    boolean ofOne = line.placeholders().anyMatch(p -> p.name() != Name.FIELD_NAMES);
    Optional<BodyTemplate> body = body(action, line, ofOne);
    boolean bulk = body.filter(template -> template.uses(Name.RECORDS)).isPresent();
    if (bulk && ofOne) {
      throw new IllegalArgumentException(
          "%1$s goes to one record, as its URL says, and its body holds ${records}. Give it a body of its own, as in %1$sBody=\"${fields}\"."
              .formatted(option));
    }
    body.ifPresent(template -> requireObject(option, template));
    return new DeclaredRequest(
        action,
        line,
        body,
        bulk ? Optional.of(recordTemplate()) : Optional.empty(),
        bulk ? options.batch : 1,
        style);
  }

  private BodyTemplate recordTemplate() {
    return BodyTemplate.parse(
        "record", orElse(options.record, "\"${fields}\""), Placeholder.OF_A_RECORD);
  }

  private Optional<BodyTemplate> body(Action action, RequestLine line, boolean ofOne) {
    String own =
        switch (action) {
          case UPSERT -> options.upsertBody;
          case CREATE -> options.createBody;
          case UPDATE -> options.updateBody;
          case DEACTIVATE -> options.deactivateBody;
          case ARCHIVE -> options.archiveBody;
          case DELETE -> options.deleteBody;
          case DETAILS -> options.detailsBody;
          case DETAILS_UPDATE -> options.detailsUpdateBody;
          case LOOKUP, MATCH, READ, FILE ->
              throw new IllegalStateException("it asks, and writes nothing");
        };
    if (own == null && BODILESS.contains(line.method())) {
      return Optional.empty();
    }
    String unsaid = options.batch > 1 && !ofOne ? "\"${records}\"" : "\"${fields}\"";
    String option = own == null ? "body" : action.option() + "Body";
    return Optional.of(
        BodyTemplate.parse(option, orElse(orElse(own, options.body), unsaid), allowed(action)));
  }

  private Set<Name> allowed(Action action) {
    if (action.addsDetails()) {
      return Placeholder.OF_DETAILS;
    }
    boolean takesFile = options.file != null && !action.removes();
    return takesFile ? Placeholder.OF_A_BODY_WITH_FILE : Placeholder.OF_A_BODY;
  }

  private void requireObject(String option, BodyTemplate body) {
    boolean object = style.format() != BodyFormat.JSON || body.uses(Name.FILE);
    if (object && !body.isObject()) {
      throw new IllegalArgumentException(
          "the body of %s is no object, and format=%s takes nothing else. Write it as an object, as in RAW({ \"contact\": \"${fields}\" })."
              .formatted(option, options.format));
    }
  }

  /** Of one record at a time. */
  private DeclaredRequest read(String written) {
    RequestLine line = RequestLine.parse("read", written, base, Placeholder.OF_A_READ);
    return new DeclaredRequest(Action.READ, line, Optional.empty(), Optional.empty(), 1, style);
  }

  private DeclaredRequest lookup(String written) {
    RequestLine line = RequestLine.parse("lookup", written, base, Placeholder.OF_A_LOOKUP);
    line.placeholders().forEach(RequestsCompiler::requireForm);
    Optional<BodyTemplate> body =
        Optional.ofNullable(options.lookupBody)
            .map(json -> BodyTemplate.parse("lookupBody", json, Placeholder.OF_A_LOOKUP_BODY));
    body.ifPresent(template -> requireObject("lookup", template));
    boolean records = body.filter(template -> template.uses(Name.RECORDS)).isPresent();
    Optional<BodyTemplate> record =
        records
            ? Optional.of(
                BodyTemplate.parse(
                    "lookupRecord",
                    orElse(options.lookupRecord, "\"${key}\""),
                    Placeholder.OF_A_LOOKUP_RECORD))
            : Optional.empty();
    DeclaredRequest one = new DeclaredRequest(Action.LOOKUP, line, body, record, 1, style);
    boolean several =
        records || one.uses(Name.KEYS) || (!one.uses(Name.KEY) && !one.uses(Name.FIELD));
    return new DeclaredRequest(
        Action.LOOKUP, line, body, record, RequestsCheck.lookupBatch(one, several, options), style);
  }

  private DeclaredRequest file(String written) {
    RequestLine line = RequestLine.parse("file", written, base, Placeholder.OF_A_FILE);
    Style any = new Style(style.format(), FILE_HEADERS, null, style.fields(), Optional.empty());
    return new DeclaredRequest(Action.FILE, line, Optional.empty(), Optional.empty(), 1, any);
  }

  private DeclaredRequest matchLookup(String written) {
    RequestLine line =
        RequestLine.parse(Action.MATCH.option(), written, base, Placeholder.OF_A_MATCH);
    return new DeclaredRequest(Action.MATCH, line, Optional.empty(), Optional.empty(), 1, style);
  }

  private static void requireForm(Placeholder placeholder) {
    if (placeholder.name() == Name.KEYS && placeholder.form() == Form.PLAIN) {
      throw new IllegalArgumentException(
          "lookup has ${keys} in its URL, which must say how keys are written. Use ${keys:csv},"
              + " ${keys:soql} or ${keys:json}.");
    }
  }

  private static String orElse(String text, String other) {
    return text == null ? other : text;
  }
}
