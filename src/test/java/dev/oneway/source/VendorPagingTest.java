package dev.oneway.source;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each vendor's paging in the vendor's own form, read with the options a route would have. */
class VendorPagingTest {
  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final DefaultCamelContext context = new DefaultCamelContext();

  @BeforeEach
  void start() {
    context.start();
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  private static void answer(String url, ResponseDefinitionBuilder answer) {
    SERVER.stubFor(get(urlEqualTo(url)).willReturn(answer));
  }

  private static ResponseDefinitionBuilder json(String text) {
    return okJson(text.replace("SERVER", SERVER.baseUrl()));
  }

  /**
   * @param step the route's one step, indented by 8
   */
  private List<Map<String, Object>> read(String step) throws Exception {
    String route = "- route:\n    from:\n      uri: direct:flow\n      steps:\n" + step;
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(
            ResourceHelper.fromString(
                "flow.camel.yaml", route.replace("SERVER", SERVER.baseUrl())));
    Exchange done =
        context
            .createProducerTemplate()
            .send(
                "direct:flow",
                exchange -> {
                  exchange.setProperty("since", "2026-01-31T10:15:30Z");
                  exchange.setProperty("sinceSeconds", "1769854530");
                });
    assertThat(done.getException()).isNull();
    return Reads.drain(done.getMessage().getBody(PagedRead.class));
  }

  private List<Object> ids(String step) throws Exception {
    return read(step).stream().map(record -> record.get("id")).toList();
  }

  @Test
  void stripeGoesOnBehindTheLastEventAsLongAsItHasMore() throws Exception {
    answer(
        "/v1/events?limit=2",
        json(
            "{\"object\":\"list\",\"data\":[{\"id\":\"evt_3\"},{\"id\":\"evt_2\"}],\"has_more\":true}"));
    answer(
        "/v1/events?limit=2&starting_after=evt_2",
        json("{\"object\":\"list\",\"data\":[{\"id\":\"evt_1\"}],\"has_more\":false}"));
    String stripe =
        """
                - to:
                    uri: pages:SERVER/v1/events
                    parameters:
                      query: "RAW(limit=2)"
                      records: /data
                      next: more:/has_more
                      cursorRecord: /id
                      cursorParameter: starting_after
        """;
    assertThat(ids(stripe)).containsExactly("evt_3", "evt_2", "evt_1");
  }

  private static final String SALESFORCE =
      """
              - to:
                  uri: pages:SERVER/services/data/v62.0/query
                  parameters:
                    query: "RAW(q=SELECT Id FROM Lead WHERE SystemModstamp >= ${exchangeProperty.since})"
                    records: /records
                    next: url:/nextRecordsUrl
                    end: /done
                    count: /totalSize
      """;
  private static final String SOQL =
      "/services/data/v62.0/query?q=SELECT%20Id%20FROM%20Lead%20WHERE%20SystemModstamp%20%3E%3D%202026-01-31T10%3A15%3A30Z";

  @Test
  void salesforceLeadsOnByNextRecordsUrlUntilItIsDone() throws Exception {
    answer(
        SOQL,
        json(
            """
            {"totalSize":3,"done":false,"nextRecordsUrl":"/services/data/v62.0/query/01gD0000002HU6K-2000",
             "records":[{"attributes":{"type":"Lead"},"id":"00Q1"},{"attributes":{"type":"Lead"},"id":"00Q2"}]}"""));
    answer(
        "/services/data/v62.0/query/01gD0000002HU6K-2000",
        json("{\"totalSize\":3,\"done\":true,\"records\":[{\"id\":\"00Q3\"}]}"));
    assertThat(ids(SALESFORCE)).containsExactly("00Q1", "00Q2", "00Q3");
  }

  @Test
  void salesforceThatGivesFewerRecordsThanItAnnouncedFailsTheRead() {
    answer(
        SOQL, json("{\"totalSize\":3,\"done\":true,\"records\":[{\"id\":\"1\"},{\"id\":\"2\"}]}"));
    assertThatThrownBy(() -> ids(SALESFORCE))
        .isInstanceOf(SourceFailedException.class)
        .hasMessageContaining("announced 3 records and gave 2");
  }

  @Test
  void shopifyLeadsOnByALinkThatKnowsTheQuestion() throws Exception {
    answer(
        "/admin/api/2025-10/orders.json?status=any&limit=2",
        json("{\"orders\":[{\"id\":450789469},{\"id\":450789470}]}")
            .withHeader(
                "Link",
                "<%s/admin/api/2025-10/orders.json?limit=2&page_info=eyJsYXN0X2lkIjo0NTB9>; rel=\"next\""
                    .formatted(SERVER.baseUrl())));
    answer(
        "/admin/api/2025-10/orders.json?limit=2&page_info=eyJsYXN0X2lkIjo0NTB9",
        json("{\"orders\":[{\"id\":450789471}]}")
            .withHeader(
                "Link",
                "<%s/admin/api/2025-10/orders.json?limit=2&page_info=eyJkaXJlY3Rpb24iOiJwcmV2In0>; rel=\"previous\""
                    .formatted(SERVER.baseUrl())));
    assertThat(
            ids(
                """
                        - to:
                            uri: pages:SERVER/admin/api/2025-10/orders.json
                            parameters:
                              query: "RAW(status=any&limit=2)"
                              records: /orders
                              next: link
                """))
        .containsExactly(450789469L, 450789470L, 450789471L);
  }

  private static ResponseDefinitionBuilder incidents(String records, String next) {
    String url = SERVER.baseUrl() + "/api/now/table/incident?sysparm_fields=id,sys_updated_on";
    String link =
        "<%s&sysparm_offset=0>;rel=\"first\",%s<%s&sysparm_offset=4>;rel=\"last\""
            .formatted(url, next.isEmpty() ? "" : "<" + next + ">;rel=\"next\",", url);
    return json("{\"result\":[" + records + "]}").withHeader("Link", link);
  }

  private static String incident(String id, String changed) {
    return "{\"id\":\"" + id + "\",\"sys_updated_on\":\"" + changed + "\"}";
  }

  @Test
  void serviceNowLeadsOnByOneOfManyLinksWithoutBlanks() throws Exception {
    answer(
        "/api/now/table/incident?sysparm_query=active%3Dtrue%5EORDERBYsys_updated_on&sysparm_limit=1",
        incidents(
            incident("INC1", "2026-01-31 10:15:30"),
            SERVER.baseUrl()
                + "/api/now/table/incident?sysparm_query=active=true^ORDERBYsys_updated_on&sysparm_limit=1&sysparm_offset=1"));
    answer(
        "/api/now/table/incident?sysparm_query=active=true%5EORDERBYsys_updated_on&sysparm_limit=1&sysparm_offset=1",
        incidents(incident("INC2", "2026-01-31 10:15:31"), ""));
    assertThat(
            ids(
                """
                        - to:
                            uri: pages:SERVER/api/now/table/incident
                            parameters:
                              query: "RAW(sysparm_query=active=true^ORDERBYsys_updated_on&sysparm_limit=1)"
                              records: /result
                              next: link
                """))
        .containsExactly("INC1", "INC2");
  }

  @Test
  void serviceNowReadByTimeFollowsLinksAmongIncidentsOfOneSecondOnly() throws Exception {
    String asked =
        "/api/now/table/incident?sysparm_query=sys_updated_on%3E%3D2026-01-31%2010%3A15%3A{}%5EORDERBYsys_updated_on&sysparm_limit=2";
    String next = asked.replace("{}", "31") + "&sysparm_offset=2";
    answer(
        asked.replace("{}", "30"),
        incidents(
            incident("INC1", "2026-01-31 10:15:30") + "," + incident("INC2", "2026-01-31 10:15:31"),
            SERVER.baseUrl() + asked.replace("{}", "30") + "&sysparm_offset=2"));
    answer(
        asked.replace("{}", "31"),
        incidents(
            incident("INC2", "2026-01-31 10:15:31") + "," + incident("INC3", "2026-01-31 10:15:31"),
            SERVER.baseUrl() + next));
    answer(next, incidents(incident("INC4", "2026-01-31 10:15:32"), ""));
    assertThat(
            ids(
                """
                        - to:
                            uri: pages:SERVER/api/now/table/incident
                            parameters:
                              query: "RAW(sysparm_query=sys_updated_on>=${window}^ORDERBYsys_updated_on&sysparm_limit=2)"
                              records: /result
                              next: link
                              window: /sys_updated_on
                              windowFormat: dateTime
                """))
        .containsExactly("INC1", "INC2", "INC3", "INC4");
  }

  @Test
  void zendeskEndsWithItsStreamThoughItNamesAnotherPage() throws Exception {
    answer(
        "/api/v2/incremental/tickets/cursor.json?start_time=1769854530",
        json(
            """
            {"after_url":"SERVER/api/v2/incremental/tickets/cursor.json?cursor=MTU3NjYxMzUzOS4wfHw0Njc%3D",
             "after_cursor":"MTU3NjYxMzUzOS4wfHw0Njc=","before_url":null,"end_of_stream":false,
             "tickets":[{"id":1},{"id":2}]}"""));
    answer(
        "/api/v2/incremental/tickets/cursor.json?cursor=MTU3NjYxMzUzOS4wfHw0Njc%3D",
        json(
            """
            {"tickets":[{"id":3}],"end_of_stream":true,
             "after_url":"SERVER/api/v2/incremental/tickets/cursor.json?cursor=Mn0"}"""));
    assertThat(
            ids(
                """
                        - to:
                            uri: pages:SERVER/api/v2/incremental/tickets/cursor.json
                            parameters:
                              query: "RAW(start_time=${exchangeProperty.sinceSeconds})"
                              records: /tickets
                              next: url:/after_url
                              end: /end_of_stream
                """))
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void outreachLeadsOnByAJsonApiLinkAndGetsItsMediaType() throws Exception {
    answer(
        "/api/v2/accounts?page%5Bsize%5D=1",
        json(
            """
            {"data":[{"type":"account","id":1}],
             "links":{"next":"SERVER/api/v2/accounts?page[size]=1&page[after]=eyJ9"}}"""));
    answer(
        "/api/v2/accounts?page[size]=1&page[after]=eyJ9",
        json("{\"data\":[{\"type\":\"account\",\"id\":2}],\"links\":{\"prev\":\"SERVER/x\"}}"));
    assertThat(
            ids(
                """
                        - to:
                            uri: pages:SERVER/api/v2/accounts
                            parameters:
                              query: "RAW(page[size]=1)"
                              records: /data
                              next: url:/links/next
                              headers: "RAW(accept: application/vnd.api+json)"
                """))
        .containsExactly(1L, 2L);
    SERVER.verify(
        getRequestedFor(urlEqualTo("/api/v2/accounts?page[size]=1&page[after]=eyJ9"))
            .withHeader("Accept", equalTo("application/vnd.api+json")));
  }

  @Test
  void coupaIsReadInStepsOfFifty() throws Exception {
    for (int offset = 0; offset <= 100; offset += 50) {
      StringBuilder invoices = new StringBuilder();
      for (int id = offset; id < Math.min(offset + 50, 120); id++) {
        invoices.append(id == offset ? "" : ",").append("{\"id\":").append(id).append('}');
      }
      answer("/api/invoices?limit=50&offset=" + offset, json("[" + invoices + "]"));
    }
    assertThat(
            ids(
                """
                        - to:
                            uri: pages:SERVER/api/invoices
                            parameters:
                              query: "RAW(limit=50)"
                              next: offset
                              offsetParameter: offset
                              pageSize: 50
                """))
        .hasSize(120)
        .doesNotHaveDuplicates();
    assertThat(SERVER.getAllServeEvents()).hasSize(3);
  }

  @Test
  void akeneoLeadsOnBySearchAfter() throws Exception {
    answer(
        "/api/rest/v1/products-uuid?pagination_type=search_after&limit=1",
        json(
            """
            {"_links":{"self":{"href":"SERVER/api/rest/v1/products-uuid"},
              "next":{"href":"SERVER/api/rest/v1/products-uuid?pagination_type=search_after&limit=1&search_after=3fa85f64"}},
             "_embedded":{"items":[{"id":"a","_links":{"self":{"href":"SERVER/a"}}}]}}"""));
    answer(
        "/api/rest/v1/products-uuid?pagination_type=search_after&limit=1&search_after=3fa85f64",
        json(
            """
            {"_embedded":{"items":[{"id":"b","_links":{"next":{"href":"SERVER/b"}}}]},
             "_links":{"self":{"href":"SERVER/api/rest/v1/products-uuid"}}}"""));
    assertThat(
            ids(
                """
                        - to:
                            uri: pages:SERVER/api/rest/v1/products-uuid
                            parameters:
                              query: "RAW(pagination_type=search_after&limit=1)"
                              records: /_embedded/items
                              next: url:/_links/next/href
                """))
        .containsExactly("a", "b");
  }
}
