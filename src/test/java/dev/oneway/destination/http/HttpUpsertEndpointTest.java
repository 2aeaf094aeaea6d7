package dev.oneway.destination.http;

import static dev.oneway.destination.http.Setup.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oneway.destination.Inspection;
import dev.oneway.fault.Fault;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        "lookup    | GET /a            | asks for no record",
        "lookup    | GET /a?k=${keys}  | ${keys:csv} or ${keys:soql}",
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
        "concurrent| 0                 | concurrent cannot be less than 1"
      })
  void aMistakeIsToldWithItsRemedy(String option, String value, String message) {
    refused(with(Setup.ONE_BY_ONE, option, value), message);
  }

  @Test
  void whatCouldDoubleARecordIsRefused() {
    refused(Map.of("create", "POST /a"), "double the record. Add lookup, or idempotency");
    refused(
        Map.of("create", "POST /a", "batch", "10", "idempotency", "Idempotency-Key"),
        "double the record");
    refused(Map.of("update", "PATCH /a/${id}"), "neither upsert nor create");
  }

  @Test
  void aLookupMustTellWhatTheOthersNeed() {
    refused(with(Setup.BULK, "foundKey", null), "Add foundKey");
    refused(with(Setup.ONE_BY_ONE, "foundId", null), "Add foundId");
    refused(with(Setup.ONE_BY_ONE, "match", "a=/b", "update", null), "match takes over");
    refused(Map.of("upsert", "PUT /a/${key}", "foundId", "/id"), "of the answer to a look-up");
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
              "mappings/person.yaml:7:3: owner is written when its record is new, and this destination can't see whether it is. Declare lookup in the destination, or remove `on` from the field.",
              "mappings/person.yaml:8:3: phone is written while it is empty, and this destination can't see whether it is. Declare lookup in the destination, or remove `on` from the field.",
              "mappings/person.yaml: the destination asks for the field `nam`, and the mapping has none. Did you mean `name`? Map it, or correct the destination.");
    }
  }

  private static void refused(Map<String, String> options, String message) {
    try (Setup setup = new Setup(URL, options)) {
      assertThatThrownBy(setup::endpoint).rootCause().hasMessageContaining(message);
    }
  }
}
