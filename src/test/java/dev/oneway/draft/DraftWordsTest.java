package dev.oneway.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.oneway.record.RecordJson;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How names, addresses, times and documents are understood when a flow is drafted. */
class DraftWordsTest {
  @ParameterizedTest
  @CsvSource({
    "customerId, customer id",
    "CustomerID, customer id",
    "customer_id, customer id",
    "customer-id, customer id",
    "HTTPServer, http server",
    "Größe, größe"
  })
  void aNameIsItsWords(String name, String words) {
    assertThat(Words.of(name)).isEqualTo(words);
  }

  private static Side side(String object, String... fields) {
    List<Attribute> attributes =
        Stream.of(fields)
            .map(it -> it.split(":"))
            .map(
                it ->
                    new Attribute(
                        List.of(it[0].split("/")),
                        it.length > 1 ? Kind.valueOf(it[1]) : Kind.TEXT,
                        false))
            .toList();
    return new Side("system", object, attributes, List.of(), Optional.empty());
  }

  private static List<String> matches(Side source, Side destination) {
    return new Matching(source, destination)
        .matches().stream()
            .map(
                it ->
                    it.target().last()
                        + " < "
                        + it.source().map(Attribute::path).orElse("-")
                        + it.guess().map(guess -> ": " + guess).orElse(""))
            .toList();
  }

  @Test
  void theSurestLikenessWinsAndEachFieldIsTakenOnce() {
    assertThat(
            matches(
                side("contacts", "id", "Email", "contact/email", "mail", "name", "zip"),
                side("contacts", "contact_id", "email", "name", "full_name", "postcode", "fax")))
        .containsExactly(
            "contact_id < id: the same name without that of the object",
            "email < Email: the same name, spelled otherwise",
            "name < name",
            "full_name < -",
            "postcode < zip: another word for the same",
            "fax < -");
  }

  @Test
  void aFieldOfAnotherKindIsNoMatchUnlessItHasJustTheName() {
    assertThat(
            matches(
                side("a", "Amount:BOOLEAN", "at:BOOLEAN", "n:TEXT"),
                side("b", "amount:DECIMAL", "at:INSTANT", "n:INTEGER")))
        .containsExactly("amount < -", "at < at: boolean in the source, instant here", "n < n");
  }

  @ParameterizedTest
  @CsvSource({
    "1m, 0 * * * * ?, Every minute",
    "15m, 0 0/15 * * * ?, Every 15 minutes",
    "30s, 0/30 * * * * ?, Every 30 seconds",
    "1h, 0 0 * * * ?, Every hour",
    "6h, 0 0 0/6 * * ?, Every 6 hours",
    "1d, 0 0 0 * * ?, Every day"
  })
  void aTimeIsACronExpression(String time, String cron, String words) {
    assertThat(Rhythm.every(time)).isEqualTo(new Rhythm(cron, words));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7m", "60m", "45s", "5h", "2d", "0m", "m", "soon", "-1m"})
  void aTimeNoCronExpressionSaysIsRefused(String time) {
    assertThatThrownBy(() -> Rhythm.every(time))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("`" + time + "`");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sales.orders | Table[database=sales, schema=Optional.empty, table=orders]",
        "sales.eu.orders | Table[database=sales, schema=Optional[eu], table=orders]",
        "sales.\"a.b\" | Table[database=sales, schema=Optional.empty, table=a.b]",
        "sales.\"a\"\"b\" | Table[database=sales, schema=Optional.empty, table=a\"b]",
        "webhook | Webhook[scheme=standard]",
        "webhook:github | Webhook[scheme=github]",
        "zendesk-incremental-source | Kamelet[name=zendesk-incremental-source]",
        "https://x.example/a | Url[url=https://x.example/a]"
      })
  void anAddressIsOneOfFour(String text, String address) {
    assertThat(Address.source(text)).hasToString(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "orders",
        "a.b.c.d",
        "sales.",
        ".orders",
        "jira-user-sink",
        "https://u:s3cret@x/a"
      })
  void whatIsNoAddressIsRefused(String text) {
    assertThatThrownBy(() -> Address.source(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private static JsonNode json(String text) {
    try {
      return RecordJson.mapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{'id': 1}] | '' | none | ",
        "{'orders': [{'lines': [{}, {}]}], 'links': {'next': 'https://x/2'}} | /orders | url:/links/next |",
        "{'data': {'items': [{}]}, 'nextPageToken': 'abc'} | /data/items | cursor:/nextPageToken | pageToken",
        "{'results': [{}], 'paging': {'next': {'after': '5'}}} | /results | none |",
        "{'tickets': [{'next': 'x'}], 'meta': {'next': null}} | /tickets | url:/meta/next |"
      })
  void aDocumentSaysWhereItsRecordsAreAndHowItGoesOn(
      String document, String records, String next, String parameter) {
    assertThat(Pages.of(json(document), false))
        .isEqualTo(new Pages(records, next, Optional.ofNullable(parameter)));
  }

  @Test
  void aLinkHeaderLeadsOn() {
    assertThat(Pages.of(json("[{}]"), true).next()).isEqualTo("link");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'id': 1, 'lines': [{}]} | ''",
        "{'order': {'id': 1}} | /order",
        "{'batch': [{'id': 1}]} | /batch",
        "{'id': 1} | ''"
      })
  void anEventMayBeWrapped(String event, String records) {
    assertThat(Pages.ofEvent(json(event)).records()).isEqualTo(records);
  }

  @Test
  void aSampleTellsFieldsAndKinds() {
    assertThat(
            Sample.attributes(
                List.of(
                    json(
                        "{'id': 1, 'total': 5, 'at': '2026-01-01T00:00:00Z', 'day': '2026-01-01',"
                            + " 'local': '2026-01-01 10:00:00', 'who': null, 'tags': [], 'x': null}"),
                    json("{'id': 'a', 'total': 1.5, 'who': {'e mail': 'x'}, 'ok': true}"))))
        .extracting(Attribute::inWords)
        .containsExactly(
            "id (text)",
            "total (decimal)",
            "at (instant)",
            "day (date)",
            "local (time without a zone)",
            "tags (json)",
            "x (unknown)",
            "who.e mail (text)",
            "ok (boolean)");
  }
}
