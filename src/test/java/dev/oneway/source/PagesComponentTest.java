package dev.oneway.source;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
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
        "?record=/items | pages: has no option record. Did you mean `records`? Its options are query, records, ",
        "?limit=250 | What the URL asks for belongs into query, as in query: \"RAW(status=any&limit=250)\".",
        "?records=items | records has `items` where a JSON pointer belongs. It begins with a slash, as in records=/orders.",
        "?next=links | next=links is unknown. Did you mean `link`? It is one of link, url:/pointer, cursor:/pointer, offset, page, none.",
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
