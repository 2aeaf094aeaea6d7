package dev.oneway.destination.http;

import dev.oneway.destination.http.answer.Match;
import dev.oneway.destination.http.template.BodyFormat;
import dev.oneway.destination.http.template.BodyTemplate;
import dev.oneway.destination.http.template.Placeholder;
import dev.oneway.destination.http.template.Placeholder.Name;
import dev.oneway.destination.http.template.RequestLine;
import dev.oneway.destination.http.template.UnwritableException;
import dev.oneway.destination.http.template.Values;
import dev.oneway.http.HttpCall;
import dev.oneway.http.RequestBody;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request as a route declares it. Immutable; threads may share it.
 *
 * @param body empty for a request without one
 * @param record one of <code>${records}</code>; empty when the body has none
 * @param batch how many records it carries at most
 */
record DeclaredRequest(
    Action action,
    RequestLine line,
    Optional<BodyTemplate> body,
    Optional<BodyTemplate> record,
    int batch,
    Style style) {
  private static final String JSON_PATCH = "application/json-patch+json";

  /**
   * What the requests of an endpoint have in common.
   *
   * @param contentType null for the format's own
   */
  record Style(
      BodyFormat format,
      Map<String, String> headers,
      String contentType,
      Fields fields,
      Optional<Match> match) {}

  /** Whether it carries records in its body, each with an answer of its own. */
  boolean isBulk() {
    return record.isPresent();
  }

  /** Whether it goes to a record by the vendor's id; others have the id where one is known. */
  boolean needsId() {
    boolean ofOneThatIsThere =
        action == Action.UPDATE
            || action == Action.READ
            || action.removes()
            || action.addsDetails();
    return ofOneThatIsThere && uses(Name.ID);
  }

  /** Whether it names the records it is about; else it asks for all there are. */
  boolean namesRecords() {
    return Stream.of(Name.KEY, Name.FIELD, Name.KEYS, Name.MATCH, Name.RECORDS)
        .anyMatch(this::uses);
  }

  /** Whether it names one record, be it in the query. */
  boolean namesARecord() {
    return Stream.of(Name.KEY, Name.ID, Name.FIELD).anyMatch(this::uses);
  }

  /** Whether its records carry their position. */
  boolean isIndexed() {
    return record.filter(template -> template.uses(Name.INDEX)).isPresent();
  }

  boolean uses(Name name) {
    return placeholders().anyMatch(placeholder -> placeholder.name() == name);
  }

  Stream<Placeholder> placeholders() {
    return Stream.concat(
        line.placeholders(),
        Stream.concat(body.stream(), record.stream()).flatMap(BodyTemplate::placeholders));
  }

  /**
   * @param parcels at least one
   * @throws UnwritableException when a record's value can't be in it
   */
  URI url(List<Parcel> parcels) throws UnwritableException {
    boolean csv =
        line.placeholders()
            .anyMatch(p -> p.name() == Name.KEYS && p.form() == Placeholder.Form.CSV);
    if (csv && parcels.stream().anyMatch(parcel -> parcel.record().key().indexOf(',') >= 0)) {
      throw new UnwritableException(
          "its key has a comma, and keys are asked for with commas between them");
    }
    return line.url(values(parcels));
  }

  /** Whether its body carries the record's file. */
  boolean carriesFile() {
    return body.filter(template -> template.uses(Name.FILE)).isPresent();
  }

  /**
   * Makes the body; may be called as often as the request is sent.
   *
   * @param file the record's; empty where the body carries none
   */
  HttpCall call(
      URI url, List<Parcel> parcels, Map<String, String> more, Optional<RequestBody> file) {
    Map<String, String> headers = new java.util.LinkedHashMap<>(style.headers());
    headers.putAll(more);
    Values values = values(parcels);
    Values all = place -> place.name() == Name.FILE ? file.orElseThrow() : values.of(place);
    Optional<RequestBody> content =
        body.map(template -> format().body(template.render(all), contentType(template)));
    return new HttpCall(line.method(), url, headers, content);
  }

  /** A file takes a form in parts. What is asked has no files in it. */
  private BodyFormat format() {
    if (carriesFile()) {
      return BodyFormat.MULTIPART;
    }
    return action.asks() && style.format() == BodyFormat.MULTIPART
        ? BodyFormat.FORM
        : style.format();
  }

  /** Null for the format's own. */
  private String contentType(BodyTemplate template) {
    return style.contentType() == null && template.isPatch() ? JSON_PATCH : style.contentType();
  }

  private Values values(List<Parcel> parcels) {
    return placeholder ->
        switch (placeholder.name()) {
          case RECORDS -> records(parcels);
          case KEYS -> parcels.stream().map(parcel -> parcel.record().key()).toList();
          case MATCH -> matches(parcels);
          default -> new RecordValues(parcels.get(0), 0, action, style).of(placeholder);
        };
  }

  private List<Object> records(List<Parcel> parcels) {
    List<Object> rendered = new ArrayList<>(parcels.size());
    for (int i = 0; i < parcels.size(); i++) {
      rendered.add(record.orElseThrow().render(new RecordValues(parcels.get(i), i, action, style)));
    }
    return rendered;
  }

  private List<String> matches(List<Parcel> parcels) {
    return parcels.stream()
        .flatMap(parcel -> style.match().flatMap(match -> match.of(parcel.record())).stream())
        .toList();
  }
}
