package dev.oneway.source;

import com.fasterxml.jackson.core.JsonPointer;
import dev.oneway.http.Backoff;
import dev.oneway.http.HttpChannel;
import dev.oneway.http.HttpEndpoint;
import dev.oneway.run.Run;
import java.net.URI;
import org.apache.camel.AfterPropertiesConfigured;
import org.apache.camel.CamelContext;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/**
 * Reads a paged HTTP resource. The message body becomes an iterator of records, each a {@code
 * Map<String, Object>}; nothing is fetched before the first record is asked for.
 *
 * <p>Every option is checked when the endpoint is created. Threads may share it.
 */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "pages",
    title = "Pages",
    syntax = "pages:url",
    producerOnly = true,
    category = {Category.HTTP})
public final class PagesEndpoint extends HttpEndpoint implements AfterPropertiesConfigured {

  @UriPath(description = "The resource's absolute http or https URL, without a query")
  @Metadata(required = true)
  private final String url;

  @UriParam private String query = "";
  @UriParam private String records = "";

  @UriParam(defaultValue = "none")
  private String next = "none";

  @UriParam private String cursorParameter;
  @UriParam private String offsetParameter;
  @UriParam private Integer pageSize;
  @UriParam private String pageParameter;

  @UriParam(defaultValue = "1")
  private Integer firstPage;

  private URI address;
  private QueryTemplate queryTemplate;
  private JsonPointer recordsPointer;
  private Paging paging;
  private HttpChannel channel;
  private Backoff backoff;

  PagesEndpoint(String uri, PagesComponent component, String url) {
    super(uri, component);
    this.url = url;
  }

  @Override
  public void afterPropertiesConfigured(CamelContext context) {
    address = address(url);
    queryTemplate = QueryTemplate.parse(query, context);
    recordsPointer = PagingOptions.pointer("records", records, "records=/orders");
    paging = paging();
    backoff = backoff();
    channel = channel(context, address);
  }

  private Paging paging() {
    Paging chosen =
        new PagingOptions(
                next, cursorParameter, offsetParameter, pageSize, pageParameter, firstPage)
            .paging();
    if (recordsPointer.matches() && chosen.pointer().isPresent()) {
      throw new IllegalArgumentException(
          "next=%s looks outside the records, and without the option records the document is nothing but records. Set records, as in records=/orders."
              .formatted(next));
    }
    return chosen;
  }

  /** A read that hasn't begun. Its caller closes it. */
  PagedRead read(Exchange exchange) {
    return new PagedRead(
        new PageAddress(address, queryTemplate.evaluate(exchange)),
        recordsPointer,
        paging,
        channel,
        backoff,
        Run.trafficOf(exchange));
  }

  @Override
  public Producer createProducer() {
    return new PagesProducer(this);
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException(
        "pages: is called by a route, it can't begin one. Begin with quartz: or timer: and read with `to: pages:…`.");
  }

  /**
   * What is asked for, written plainly and not percent-encoded: {@code
   * RAW(updated_at_min=${exchangeProperty.since}&limit=250)}, where RAW keeps Camel from taking the
   * rest for options of its own. Values may hold Simple expressions, evaluated once per run; one
   * that is empty fails the run.
   */
  public void setQuery(String query) {
    this.query = query;
  }

  /**
   * JSON pointer to the array of records in each page, e.g. {@code /orders}. Empty (the default):
   * the document itself is the array.
   */
  public void setRecords(String records) {
    this.records = records;
  }

  /**
   * How the next page is found: {@code link} (the Link header's rel="next"), {@code url:/meta/next}
   * (JSON pointer to a URL), {@code cursor:/paging/next/after} (JSON pointer to a cursor, sent as
   * {@code cursorParameter}), {@code offset} (sent as {@code offsetParameter}), {@code page} (sent
   * as {@code pageParameter}) or {@code none} (the default).
   */
  public void setNext(String next) {
    this.next = next;
  }

  /** The query parameter that takes the cursor, with {@code next=cursor:…}. */
  public void setCursorParameter(String cursorParameter) {
    this.cursorParameter = cursorParameter;
  }

  /** The query parameter that takes the number of records to skip, with {@code next=offset}. */
  public void setOffsetParameter(String offsetParameter) {
    this.offsetParameter = offsetParameter;
  }

  /**
   * With {@code next=offset}: how many records a full page has, so that a shorter one is known to
   * be the last. Give it only when the server never sends fewer; without it the read ends on an
   * empty page.
   */
  public void setPageSize(Integer pageSize) {
    this.pageSize = pageSize;
  }

  /** The query parameter that takes the page's number, with {@code next=page}. */
  public void setPageParameter(String pageParameter) {
    this.pageParameter = pageParameter;
  }

  /** The first page's number, with {@code next=page}. Default 1. */
  public void setFirstPage(Integer firstPage) {
    this.firstPage = firstPage;
  }
}
