package dev.oneway.destination.http;

import static dev.oneway.destination.http.Setup.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.destination.Inspection;
import dev.oneway.fault.Fault;
import dev.oneway.record.Operation;
import dev.oneway.record.Removal;
import dev.oneway.record.RemovalLimit;
import dev.oneway.record.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What is wrong is told when the route is loaded, with the way to mend it. */
class HttpUpsertEndpointTest {
  private static final String URL = "http://localhost:1/api";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "updte     | PATCH /a/${id}    | Did you mean `update`?",
        "update    | PATCH /a/${idd}   | Did you mean `id`? Use one of ${key}",
        "update    | PTCH /a/${id}     | Did you mean `PATCH`?",
        "update    | PATCH a/${id}     | begins with /",
        "update    | PATCH /a/${key:cv}| Did you mean `csv`?",
        "update    | PATCH /a/${key    | a ${ without its }",
        "upsert    | PUT /a/${key}     | declares upsert and create",
        "lookup    | GET /a?k=${keys}  | ${keys:csv}, ${keys:soql} or ${keys:json}",
        "matchLookup| GET /a?m=${match} | there is no match. Add it",
        "lookupWhen| nw                | Did you mean `new`?",
        "lookupBatch| 0                | lookupBatch cannot be less than 1",
        "batch     | 0                 | batch cannot be less than 1",
        "items     | /results          | items, itemKey and errors are of the answer to a bulk",
        "record    | \"${fields}\"     | record is of no use",
        "body      | { \"a\": }        | body is no JSON",
        "body      | { \"a\": \"${recrds}\" } | Did you mean `records`?",
        "body      | { \"${key}\": 1 } | Placeholders stand in values only",
        "body      | { \"...\": 1 }    | spreads something else than fields",
        "upsertBody| {}                | upsertBody is of no use without upsert",
        "format    | jsn               | Did you mean `json`?",
        "codes     | A=conflict        | code=",
        "foundKey  | ext               | foundKey is `ext`, which is no JSON pointer",
        "match     | Email             | match=Email=/Email",
        "concurrent| 0                 | concurrent cannot be less than 1",
        "create    | POST https://u:s3cret@up.example.com/a | create names a server that is none",
        "create    | POST https://${key}/a | create names a server that is none",
        "body      | { \"a\": \"${file}\" } | ${file}, which nothing stands for there",
        "file      | GET /a             | file is of no use, because no body holds ${file}",
        "fileAuth  | coupa             | fileAuth is of no use without file",
        "fileHash  | /sha1             | fileHash is of a record's file, and it has none",
        "ifMatch   | /etag             | Add fileHash, as in fileHash=/sha1",
        "foundIn   | conflct           | Did you mean `conflict`?",
        "details   | POST /a           | details doesn't lead to one record",
        "detailsUpdate | PUT /a/${id}  | detailsUpdate changes what details has added",
        "detailsBody | {}              | detailsBody is of no use without details",
        "detailsOk | /id               | detailsOk is of the answer to details"
      })
  void aMistakeIsToldWithItsRemedy(String option, String value, String message) {
    refused(with(Setup.ONE_BY_ONE, option, value), message);
  }

  @Test
  void whatCarriesAFileSaysWhereItComesFromAndWhereItGoes() {
    String body = "{ \"name\": \"${key}\", \"file\": \"${file}\" }";
    Map<String, String> files =
        with(Setup.ONE_BY_ONE, "file", "GET https://docs.example.com/${key}", "createBody", body);
    refused(with(files, "file", "GET /docs/${key}"), "file names no server");
    refused(with(files, "file", "GET https://docs.example.com/${id}"), "${id}, which nothing");
    refused(
        with(files, "createBody", "{ \"a\": { \"file\": \"${file}\" } }"),
        "the body of create holds ${file} elsewhere");
    refused(with(files, "createBody", "[ \"${file}\" ]"), "the body of create is no object");
    refused(with(files, "fileHash", "/sha1"), "Declare read, as in read=");
  }

  /** A look-up that only asks for room doesn't tell what is there. */
  @Test
  void whatAConflictDoesNotTellIsNoGroundToWriteOn() throws Exception {
    Map<String, String> options =
        with(Setup.ONE_BY_ONE, "foundIn", "conflict", "ok", null, "foundKey", null);
    try (Setup setup =
        new Setup(URL, with(options, "lookup", "OPTIONS /people/${key}", "found", "/conflict"))) {
      Inspection inspection = setup.endpoint().inspect(People.CAREFUL);
      assertThat(((Inspection.Examined) inspection).faults())
          .singleElement()
          .satisfies(
              fault ->
                  assertThat(fault.toString())
                      .contains("phone is written while it is empty", "Remove `on`"));
    }
  }

  @Test
  void whatRemovesARecordIsDeclared() throws Exception {
    try (Setup setup = new Setup(URL, Setup.ONE_BY_ONE)) {
      assertThat(faults(setup, Operation.DELETE, null))
          .containsExactly(
              "mappings/person.yaml:9:1: this destination declares no request to delete a record."
                  + " Declare delete in the destination, as in delete=\"DELETE /contacts/${id}\", or"
                  + " use another action.");
      assertThat(faults(setup, Operation.ARCHIVE, "gone"))
          .containsExactly(
              "mappings/person.yaml:9:1: this destination declares no request to archive a record."
                  + " Declare archive in the destination, as in archive=\"POST"
                  + " /contacts/${id}/archive\", or use another action.",
              "mappings/person.yaml:9:1: `to: gone` says nothing to an API: its request knows"
                  + " where. Remove it.");
      assertThat(faults(setup, Operation.DEACTIVATE, null)).isEmpty();
    }
    try (Setup setup = new Setup(URL, with(Setup.ONE_BY_ONE, "delete", "DELETE /people/${id}"))) {
      assertThat(faults(setup, Operation.DELETE, null)).isEmpty();
    }
  }

  private static List<String> faults(Setup setup, Operation operation, String to) {
    Removal removal =
        new Removal(
            new Shape.Place(9, 1),
            operation,
            Optional.ofNullable(to),
            false,
            false,
            RemovalLimit.DEFAULT);
    Shape shape =
        new Shape(
            "mappings/person.yaml",
            "person",
            People.PLAIN.fields(),
            List.of(),
            Optional.of(removal));
    return ((Inspection.Examined) setup.endpoint().inspect(shape))
        .faults().stream().map(Fault::toString).toList();
  }

  @Test
  void whatCouldDoubleARecordIsRefused() {
    refused(Map.of("create", "POST /a"), "double the record. Add lookup, or idempotency");
    refused(Map.of("upsert", "PUT /a/${key}", "clearAs", "nothing"), "clearAs is `nothing`");
    refused(
        Map.of("create", "POST /a", "batch", "10", "idempotency", "Idempotency-Key"),
        "double the record");
    refused(Map.of("update", "PATCH /a/${id}"), "neither upsert nor create");
  }

  @Test
  void aLookupMustTellWhatTheOthersNeed() {
    refused(with(Setup.BULK, "foundKey", null), "Add foundKey");
    refused(
        with(Setup.ONE_BY_ONE, "lookup", "GET /a", "foundKey", null), "lookup asks for no record");
    refused(with(Setup.ONE_BY_ONE, "foundId", null), "Add foundId");
    refused(
        with(Setup.ONE_BY_ONE, "match", "a=/b", "update", "PATCH /people/${key}"),
        "match takes over");
    refused(with(Setup.ONE_BY_ONE, "match", "a/b"), "match is `a/b`, which is none");
    refused(
        with(Setup.ONE_BY_ONE, "match", "a=/b", "matchLookup", "GET /a"),
        "matchLookup asks for no record");
    refused(
        Map.of("upsert", "PUT /a/${key}", "matchLookup", "GET /a?m=${match}"),
        "matchLookup is of no use without lookup");
    refused(Map.of("upsert", "PUT /a/${key}", "foundId", "/id"), "of the answer to a look-up");
  }

  /** As they are shipped: with their defaults and examples. */
  @ParameterizedTest
  @MethodSource("sinks")
  void eachShippedSinkDeclaresWhatItCanKeep(Path kamelet) throws Exception {
    Map<?, ?> spec = (Map<?, ?>) yaml(kamelet).get("spec");
    Map<String, String> values = new HashMap<>(Map.of("url", "http://localhost:1"));
    ((Map<?, ?>) ((Map<?, ?>) spec.get("definition")).get("properties"))
        .forEach(
            (name, property) -> {
              Map<?, ?> facts = (Map<?, ?>) property;
              Object value =
                  facts.get("default") == null ? facts.get("example") : facts.get("default");
              values.putIfAbsent(name.toString(), String.valueOf(value));
            });
    Map<?, ?> from = (Map<?, ?>) ((Map<?, ?>) spec.get("template")).get("from");
    Map<?, ?> to = (Map<?, ?>) ((Map<?, ?>) ((List<?>) from.get("steps")).get(0)).get("to");
    Map<String, String> options = new LinkedHashMap<>();
    ((Map<?, ?>) to.get("parameters"))
        .forEach(
            (name, value) -> options.put(name.toString(), filled(String.valueOf(value), values)));
    options.remove("auth");
    options.remove("fileAuth");

    try (Setup setup =
        new Setup(
            filled(to.get("uri").toString(), values).replaceFirst("http-upsert:", ""), options)) {
      assertThat(setup.endpoint().inspect(People.PLAIN)).isInstanceOf(Inspection.Examined.class);
    }
  }

  static Stream<Path> sinks() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/kamelets"))) {
      return files
          .filter(file -> file.toString().endsWith("-sink.kamelet.yaml"))
          .filter(HttpUpsertEndpointTest::declaresRequests)
          .toList()
          .stream();
    }
  }

  /** And isn't one that leads to another Kamelet. */
  private static boolean declaresRequests(Path kamelet) {
    try {
      return Files.readString(kamelet).contains("http-upsert:");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<?, ?> yaml(Path file) throws IOException {
    Object document =
        new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    return (Map<?, ?>) document;
  }

  private static String filled(String text, Map<String, String> values) {
    String filled = text;
    for (Map.Entry<String, String> value : values.entrySet()) {
      filled = filled.replace("{{" + value.getKey() + "}}", value.getValue());
    }
    return filled.startsWith("RAW(") ? filled.substring(4, filled.length() - 1) : filled;
  }

  @Test
  void aCodeNeedsACategory() {
    refused(with(Setup.ONE_BY_ONE, "code", "/c", "codes", "A=conflct"), "Did you mean `conflict`?");
  }

  @Test
  void aBulkAndARecordsOwnUrlDoNotGoTogether() {
    refused(with(Setup.BULK, "update", "PATCH /a/${id}"), "Give it a body of its own");
    refused(with(Setup.ONE_BY_ONE, "format", "form", "body", "[\"${key}\"]"), "takes nothing else");
  }

  @Test
  void aMappingIsCheckedWithoutAskingTheVendor() {
    try (Setup setup =
        new Setup(URL, Map.of("upsert", "PUT /a/${field.nam}", "body", "\"${fields}\""))) {
      Inspection.Examined examined = (Inspection.Examined) setup.endpoint().inspect(People.CAREFUL);

      assertThat(examined.faults())
          .extracting(Fault::toString)
          .containsExactly(
              "mappings/person.yaml:7:3: owner is written when its record is new, and this"
                  + " destination can't see whether it is. Declare lookup in the destination, or"
                  + " remove `on` from the field.",
              "mappings/person.yaml:8:3: phone is written while it is empty, and this destination"
                  + " can't see whether it is. Declare lookup in the destination, or remove `on`"
                  + " from the field.",
              "mappings/person.yaml: the destination asks for the field `nam`, and the mapping has"
                  + " none. Did you mean `name`? Map it, or correct the destination.");
    }
  }

  private static void refused(Map<String, String> options, String message) {
    try (Setup setup = new Setup(URL, options)) {
      assertThatThrownBy(setup::endpoint).rootCause().hasMessageContaining(message);
    }
  }
}
