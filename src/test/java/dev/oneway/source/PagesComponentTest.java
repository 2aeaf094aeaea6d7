package dev.oneway.source;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.oneway.fault.NotConfiguredException;
import dev.oneway.run.FatalException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagesComponentTest {
  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final DefaultCamelContext context = new DefaultCamelContext();
  private final List<Object> records = new ArrayList<>();

  @BeforeEach
  void start() {
    SERVER.stubFor(
        get(urlPathEqualTo("/items")).willReturn(okJson("{\"items\":[{\"id\":1},{\"id\":2}]}")));
    context.start();
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  private void route(String yaml) throws Exception {
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(
            ResourceHelper.fromString("flow.camel.yaml", yaml.replace("SERVER", SERVER.baseUrl())));
  }

  private Exchange run(Map<String, Object> properties) {
    return context
        .createProducerTemplate()
        .send("direct:flow", exchange -> properties.forEach(exchange::setProperty));
  }

  private Object pages(String options) {
    return context.getEndpoint("pages:" + SERVER.baseUrl() + "/items" + options);
  }

  @Test
  void aRouteReadsAndSplitsItWithAQueryOfThisRun() throws Exception {
    context.getRegistry().bind("collect", (org.apache.camel.Processor) e -> records.add(body(e)));
    route(
        """
        - route:
            from:
              uri: direct:flow
              steps:
                - to:
                    uri: pages:SERVER/items
                    parameters:
                      query: "RAW(since=${exchangeProperty.since}&order=updated_at asc&limit=2&x=a+b&y=${exchangeProperty.odd})"
                      records: /items
                - split:
                    simple: "${body}"
                    streaming: true
                    steps:
                      - to: bean:collect
        """);
    Exchange done =
        run(Map.of("since", "2026-01-31T10:00:00.5Z", "odd", "50% & more=ü+/?#${body}"));
    assertThat(done.getException()).isNull();
    assertThat(records).containsExactly(Map.of("id", 1L), Map.of("id", 2L));
    SERVER.verify(
        getRequestedFor(
            urlEqualTo(
                "/items?since=2026-01-31T10%3A00%3A00.5Z&order=updated_at%20asc&limit=2&x=a%2Bb"
                    + "&y=50%25%20%26%20more%3D%C3%BC%2B%2F%3F%23%24%7Bbody%7D")));
  }

  private static Object body(Exchange exchange) {
    return exchange.getMessage().getBody();
  }

  @Test
  void theReadIsClosedWhenTheExchangeIsDone() throws Exception {
    context.getRegistry().bind("peek", (org.apache.camel.Processor) e -> first(e));
    route(
        """
        - route:
            from:
              uri: direct:flow
              steps:
                - to: pages:SERVER/items?records=/items
                - to: bean:peek
        """);
    PagedRead read = run(Map.of()).getMessage().getBody(PagedRead.class);
    assertThatThrownBy(read::hasNext).hasMessage("the read was closed before its end");
  }

  private static Object first(Exchange exchange) {
    return exchange.getMessage().getBody(PagedRead.class).next();
  }

  @Test
  void aKameletHandsTheReadToItsCallerUnread() throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            routeTemplate("items")
                .from("kamelet:source")
                .to(
                    "pages:"
                        + SERVER.baseUrl()
                        + "/items?records=/items&query=a=${exchangeProperty.since}");
            from("direct:flow").to("kamelet:items");
          }
        });
    Exchange done = run(Map.of("since", "x"));
    assertThat(done.getException()).isNull();
    assertThat(SERVER.getAllServeEvents()).isEmpty();
    Iterator<?> read = done.getMessage().getBody(PagedRead.class);
    assertThat(read.next()).isEqualTo(Map.of("id", 1L));
    SERVER.verify(getRequestedFor(urlEqualTo("/items?a=x")));
  }

  @Test
  void aQueryWhoseExpressionIsEmptyIsNotSent() throws Exception {
    route(
        """
        - route:
            from:
              uri: direct:flow
              steps:
                - to: pages:SERVER/items?records=/items&query=since=${exchangeProperty.since}
        """);
    assertThat(run(Map.of()).getException())
        .isInstanceOf(FatalException.class)
        .hasMessageContaining("parameter since has no value: ${exchangeProperty.since} is empty");
  }

  @Test
  void aBodyTakesTheValuesOfThisRunAsTextsAndNumbers() throws Exception {
    SERVER.stubFor(
        post(urlPathEqualTo("/items")).willReturn(okJson("{\"items\":[{\"id\":1}],\"total\":1}")));
    route(
        """
        - route:
            from:
              uri: direct:flow
              steps:
                - to:
                    uri: pages:SERVER/items
                    parameters:
                      method: POST
                      query: "RAW(a=${exchangeProperty.odd}&b=1)"
                      body: |-
                        RAW({ "since": "${exchangeProperty.since}", "millis": "${exchangeProperty.millis}:number",
                          "list": [ 10.10, "x:number", { "odd": "<${exchangeProperty.odd}>:number" } ] })
                      records: /items
                      count: /total
                      headers: "RAW(X-Trace: t+1 | X-Other:two)"
        """);
    PagedRead read =
        run(Map.of("since", "2026-01-31T10:00:00Z", "millis", "9007199254740993", "odd", "\"&}ü\\"))
            .getMessage()
            .getBody(PagedRead.class);
    assertThat(Reads.drain(read)).hasSize(1);
    SERVER.verify(
        postRequestedFor(urlEqualTo("/items?a=%22%26%7D%C3%BC%5C&b=1"))
            .withHeader("Content-Type", equalTo("application/json"))
            .withHeader("Accept", equalTo("application/json"))
            .withHeader("X-Trace", equalTo("t+1"))
            .withHeader("X-Other", equalTo("two"))
            .withRequestBody(
                equalTo(
                    "{\"since\":\"2026-01-31T10:00:00Z\",\"millis\":9007199254740993,"
                        + "\"list\":[10.10,\"x:number\",{\"odd\":\"<\\\"&}ü\\\\>:number\"}]}")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "${exchangeProperty.none} | the body's /a/0 has no value: ${exchangeProperty.none} is empty in this exchange. Set it before this step, or leave it out.",
        "x${exchangeProperty.none} | the body's /a/0 has no value: ${exchangeProperty.none} is empty",
        "${exchangeProperty.since}:number | the body's /a/0 is to be a number, and its value is none."
      })
  void aBodyWithoutItsValuesIsNotSent(String text, String message) {
    PagesEndpoint endpoint =
        (PagesEndpoint) pages("?method=POST&body=RAW({ \"a\": [ \"" + text + "\" ] })");
    Exchange exchange = endpoint.createExchange();
    exchange.setProperty("since", "2026-01-31T10:00:00Z");
    assertThatThrownBy(() -> endpoint.read(exchange).hasNext())
        .isInstanceOf(FatalException.class)
        .hasMessageContaining(message);
  }

  @Test
  void credentialsComeFromTheSettings() throws Exception {
    context.getPropertiesComponent().addInitialProperty("oneway.auth.shop.type", "header");
    context.getPropertiesComponent().addInitialProperty("oneway.auth.shop.header", "X-Key");
    context.getPropertiesComponent().addInitialProperty("oneway.auth.shop.token", "{{secret}}");
    context.getPropertiesComponent().addInitialProperty("secret", "s3cret");
    PagesEndpoint endpoint = (PagesEndpoint) pages("?records=/items&auth=shop");
    try (PagedRead read = endpoint.read(endpoint.createExchange())) {
      read.next();
    }
    SERVER.verify(getRequestedFor(urlEqualTo("/items")).withHeader("X-Key", equalTo("s3cret")));
    assertThat(endpoint.toString() + endpoint.getEndpointUri()).doesNotContain("s3cret");
  }

  @Test
  void missingCredentialsNameTheirSettings() {
    context.getPropertiesComponent().addInitialProperty("oneway.auth.shop.type", "bearer");
    context
        .getPropertiesComponent()
        .addInitialProperty("oneway.auth.shop.token", "{{env:NO_SUCH}}");
    assertThatThrownBy(() -> pages("?auth=shop"))
        .hasRootCauseInstanceOf(NotConfiguredException.class)
        .rootCause()
        .hasMessage("not configured: set oneway.auth.shop.token");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?record=/items | pages: has no option record. Did you mean `records`? Its options are method, query, body, records, ",
        "?limit=250 | What the URL asks for belongs into query, as in query: \"RAW(status=any&limit=250)\".",
        "?records=items | records has `items` where a JSON pointer belongs. It begins with a slash, as in records=/orders.",
        "?next=more:/m&records=/i | next=more:/m needs the option cursorRecord",
        "?next=more:/m&records=/i&cursorRecord=id&cursorParameter=c | cursorRecord has `id` where a JSON pointer belongs",
        "?next=more&records=/i | next=more lacks the place",
        "?next=link&cursorRecord=/id | cursorRecord has no meaning with next=link",
        "?next=links | next=links is unknown. Did you mean `link`? It is one of link, url:/pointer, cursor:/pointer, more:/pointer, offset, page, none.",
        "?next=url&records=/i | next=url lacks the place in the document. Write it as next=url:/meta/next.",
        "?next=url:meta&records=/i | next has `meta` where a JSON pointer belongs.",
        "?next=url:/next | Set records, as in records=/orders.",
        "?next=link:/x | next=link:/x takes no place in the document. Write it without `:/x`.",
        "?next=cursor:/c&records=/i | next=cursor:/c needs the option cursorParameter, the name of the query's parameter, as in cursorParameter=after.",
        "?next=offset | next=offset needs the option offsetParameter",
        "?next=page | next=page needs the option pageParameter",
        "?next=link&pageSize=5&firstPage=2 | firstPage, pageSize has no meaning with next=link. Remove it.",
        "?next=offset&offsetParameter=o&pageSize=0 | pageSize cannot be less than 1, and is 0.",
        "?next=offset&offsetParameter=o&pageSize=abc | abc",
        "?connectTimeout=1ms | connectTimeout cannot be less than 100ms, and is 1ms",
        "?responseTimeout=soon | responseTimeout is `soon`, which is no time. Write a number and its unit, as in responseTimeout=10s.",
        "?retryFor=30 | retryFor is `30`, which is no time.",
        "?attempts=0 | attempts cannot be less than 1, and is 0",
        "?method=PUT | method=PUT is unknown. It is GET or POST.",
        "?method=POST | method=POST and body belong together. Set both, or leave both out.",
        "?body=RAW({ }) | method=POST and body belong together. Set both, or leave both out.",
        "?method=POST&body=RAW([]) | body is no JSON object. Write one, as in body: 'RAW({ \"limit\": 100 })'.",
        "?method=POST&body=RAW() | body is no JSON object.",
        "?method=POST&body=RAW({ \"a\": x }) | body is no JSON: Unrecognized token 'x'",
        "?method=POST&body=RAW({ \"a\": 1, \"a\": 2 }) | body is no JSON: Duplicate field 'a'",
        "?method=POST&body=RAW({ } x) | body is no JSON: Unrecognized token 'x'",
        "?method=POST&body=RAW({ \"a\": \"${nonsense}\" }) | nonsense",
        "?method=POST&body=RAW({ })&next=link | next=link can't be used with method=POST: the URL of the next page may want the body again or not. Use cursor, offset or page.",
        "?method=POST&body=RAW({ })&records=/i&next=url:/next | next=url:/next can't be used with method=POST",
        "?next=cursor:/c&records=/i&cursorBody=/after | cursorBody needs a body. Set method=POST and body.",
        "?method=POST&body=RAW({ })&next=cursor:/c&records=/i&cursorBody=after | cursorBody has `after` where a JSON pointer belongs. It begins with a slash, as in cursorBody=/after.",
        "?method=POST&body=RAW({ })&next=cursor:/c&records=/i&cursorBody=/page/after | cursorBody=/page/after leads to no place in the body. It names a member of an object that is there, as in cursorBody=/after.",
        "?method=POST&body=RAW({ \"a\": [] })&next=offset&offsetBody=/a/0 | offsetBody=/a/0 leads to no place in the body.",
        "?method=POST&body=RAW({ })&next=cursor:/c&records=/i&cursorBody=/a&cursorParameter=a | cursorBody and cursorParameter say the same thing twice. Keep one.",
        "?method=POST&body=RAW({ })&next=page&pageParameter=p&offsetBody=/a | offsetBody has no meaning with next=page. Remove it.",
        "?records=/i&next=url:/i/0/next | next=url:/i/0/next, end and count look outside the records, and one of them leads into /i. Let it lead past them.",
        "?end=/done | end has no meaning with next=none. Remove it.",
        "?records=/i&next=link&end=done | end has `done` where a JSON pointer belongs. It begins with a slash, as in end=/done.",
        "?records=/i&next=link&end= | end lacks the place in the document. Write it as end=/done.",
        "?next=link&end=/done | Set records, as in records=/orders.",
        "?count=/total | Set records, as in records=/orders.",
        "?records=/i&count=total | count has `total` where a JSON pointer belongs.",
        "?window=/t&next=link | window=/t needs ${window} in query or body, where the window's start is sent, as in query: \"RAW(updated_after=${window})\".",
        "?query=t=${window} | ${window} has no value without the option window. Set it, as in window=/updatedAt, or ask for ${exchangeProperty.since}.",
        "?window=t&next=link&query=t=${window} | window has `t` where a JSON pointer belongs.",
        "?window=&next=link&query=t=${window} | window lacks the place of the time in a record, as in window=/updatedAt.",
        "?window=/t&query=t=${window} | window needs to know how the next page is found among records of one time. Set next.",
        "?window=/t&next=link&query=t=${window}&windowSize=0 | windowSize cannot be less than 1, and is 0.",
        "?window=/t&next=link&query=t=${window}&windowFormat=milis | windowFormat=milis is unknown. Did you mean `millis`? It is one of iso, millis, seconds, dateTime.",
        "?windowSize=5&windowFormat=iso | windowFormat, windowSize has no meaning without window. Remove it.",
        "?window=/t&next=link&query=t=${window}&records=/i&count=/n | count has no meaning with window, because the server counts each window anew. Remove it.",
        "?headers=x | headers has something that is none. Write names and values, as in headers=RAW(Accept: application/vnd.api+json ",
        "?header.Accept=x | pages: has no option header.Accept. Its options are method, ",
        "?query==x | query has a part without a name.",
        "?query=x=${nonsense | functionEnd",
        "?query=x=${nonsense} | nonsense",
      })
  void aWrongOptionIsRefusedWhenTheRouteIsLoaded(String options, String message) {

    assertThatThrownBy(() -> pages(options)).rootCause().hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"pages:/items", "pages:ftp://a/b", "pages:https://u:s3cret@a/b", "pages:mailto:a@b"})
  void anAddressThatIsNoneIsRefused(String uri) {
    assertThatThrownBy(() -> context.getEndpoint(uri))
        .rootCause()
        .hasMessageStartingWith("pages: needs an absolute http or https URL without credentials");
  }

  @Test
  void theTimesAreReadWithTheirUnits() {
    assertThat(pages("?connectTimeout=5s&responseTimeout=2m&retryFor=PT30S&attempts=3"))
        .isNotNull();
  }

  @Test
  void aRouteCannotBeginWithIt() {
    assertThatThrownBy(
            () ->
                context.addRoutes(
                    new RouteBuilder() {
                      @Override
                      public void configure() {
                        from("pages:" + SERVER.baseUrl()).to("log:x");
                      }
                    }))
        .rootCause()
        .hasMessageContaining("it can't begin one");
  }
}
