package dev.oneway.source;

import com.fasterxml.jackson.core.JsonPointer;
import dev.oneway.http.Backoff;
import dev.oneway.http.HttpChannel;
import dev.oneway.http.HttpEndpoint;
import dev.oneway.http.paging.OptionNames;
import dev.oneway.http.paging.PageSequence;
import dev.oneway.http.paging.PagingOptions;
import dev.oneway.http.paging.PlanOptions;
import dev.oneway.http.paging.ReadPlan;
import dev.oneway.http.paging.WindowPosition;
import dev.oneway.run.Run;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    generateConfigurer = false,
    scheme = "pages",
    title = "Pages",
    syntax = "pages:url",
    producerOnly = true,
    category = {Category.HTTP})
public final class PagesEndpoint extends HttpEndpoint implements AfterPropertiesConfigured {

  private static final Set<String> METHODS = Set.of("GET", "POST");

  @UriPath(description = "The resource's absolute http or https URL, without a query")
  @Metadata(required = true)
  private final String url;

  @UriParam(defaultValue = "GET", enums = "GET,POST")
  private String method = "GET";

  @UriParam private String query = "";
  @UriParam private String body;
  @UriParam private String records = "";

  @UriParam(defaultValue = "none")
  private String next = "none";

  @UriParam private String cursorParameter;
  @UriParam private String cursorBody;
  @UriParam private String cursorRecord;
  @UriParam private String offsetParameter;
  @UriParam private String offsetBody;

  @UriParam(defaultValue = "0")
  private Integer firstOffset;

  @UriParam private Integer pageSize;
  @UriParam private String pageParameter;

  @UriParam(defaultValue = "1")
  private Integer firstPage;

  @UriParam private String end;
  @UriParam private String count;
  @UriParam private String total;
  @UriParam private String window;

  @UriParam(defaultValue = "10000")
  private Long windowSize;

  @UriParam(defaultValue = "iso", enums = "iso,millis,seconds,dateTime")
  private String windowFormat;

  @UriParam private String join;
  @UriParam private String joinKey;
  @UriParam private String joinAs;

  @UriParam(defaultValue = "50")
  private Integer joinBatch;

  private QuestionTemplate question;
  private ReadPlan plan;
  private Optional<Join> joined = Optional.empty();
  private HttpChannel channel;
  private Backoff backoff;

  PagesEndpoint(String uri, PagesComponent component, String url) {
    super(uri, component);
    this.url = url;
  }

  @Override
  public void afterPropertiesConfigured(CamelContext context) {
    URI address = address(url);
    question =
        new QuestionTemplate(
            requestHeaders(), address, QueryTemplate.parse(query, context), body(context));
    plan =
        new PlanOptions(records, end, count, total)
            .plan(
                new PagingOptions(
                    OptionNames.PLAIN,
                    next,
                    pagingOptions(),
                    question.body().<Predicate<JsonPointer>>map(document -> document::hasRoomFor)),
                new WindowOptions(window, windowSize, windowFormat).window(question));
    joined = new JoinOptions(join, joinKey, joinAs, joinBatch).join(asksForKeys());
    backoff = backoff();
    channel = channel(context, address);
  }

  private boolean asksForKeys() {
    return Stream.of(JoinOptions.KEYS, JoinOptions.QUOTED_KEYS)
        .map("exchangeProperty."::concat)
        .anyMatch(keys -> query.contains(keys) || (body != null && body.contains(keys)));
  }

  private Optional<BodyTemplate> body(CamelContext context) {
    if (!METHODS.contains(method)) {
      throw new IllegalArgumentException(
          "method=%s is unknown. It is GET or POST.".formatted(method));
    }
    if (method.equals("POST") != (body != null)) {
      throw new IllegalArgumentException(
          "method=POST and body belong together. Set both, or leave both out.");
    }
    return Optional.ofNullable(body).map(text -> BodyTemplate.parse(text, context));
  }

  /** Those that are given. */
  private Map<String, String> pagingOptions() {
    Map<String, Object> given = new HashMap<>();
    given.put("cursorParameter", cursorParameter);
    given.put("cursorBody", cursorBody);
    given.put("cursorRecord", cursorRecord);
    given.put("offsetParameter", offsetParameter);
    given.put("offsetBody", offsetBody);
    given.put("firstOffset", firstOffset);
    given.put("pageSize", pageSize);
    given.put("pageParameter", pageParameter);
    given.put("firstPage", firstPage);
    return given.entrySet().stream()
        .filter(option -> option.getValue() != null)
        .collect(Collectors.toMap(Map.Entry::getKey, option -> option.getValue().toString()));
  }

  /** A read that hasn't begun. Its caller closes it. */
  PagedRead read(Exchange exchange) {
    Optional<WindowPosition> position =
        plan.window().map(w -> new WindowPosition(w, w.start(exchange)));
    return new PagedRead(
        new PageSequence(plan, question.evaluate(exchange), position),
        plan.pointers(),
        channel,
        backoff,
        Run.trafficOf(exchange));
  }

  /** How the body's records are completed; empty when a read takes the body's place. */
  Optional<Join> join() {
    return joined;
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

  /** {@code GET} (the default) or {@code POST}, which goes with {@code body}. */
  public void setMethod(String method) {
    this.method = method;
  }

  /**
   * What is asked for, written plainly and not percent-encoded: <code>
   * RAW(updated_at_min=${exchangeProperty.since}&limit=250)</code>, where RAW keeps Camel from
   * taking the rest for options of its own. Values may hold Simple expressions, evaluated once per
   * run; one that is empty fails the run.
   */
  public void setQuery(String query) {
    this.query = query;
  }

  /**
   * What is asked for with <code>method=POST</code>: a JSON object, as in <code>
   * RAW({ "limit": 100, "since": "${exchangeProperty.since}" })</code>. Its texts may hold Simple
   * expressions like {@code query}; <code>"${exchangeProperty.sinceMillis}:number"</code> becomes a
   * number. Write blanks between braces: Camel takes two in a row for its own.
   */
  public void setBody(String body) {
    this.body = body;
  }

  /**
   * JSON pointer to the array of records in each page, e.g. <code>/orders</code>. Empty (the
   * default): the document itself is the array.
   */
  public void setRecords(String records) {
    this.records = records;
  }

  /**
   * How the next page is found: {@code link} (the Link header's rel="next"), <code>url:/meta/next
   * </code> (JSON pointer to a URL), <code>cursor:/paging/next/after</code> (JSON pointer to a
   * cursor, sent as {@code cursorParameter} or {@code cursorBody}), <code>more:/has_more</code>
   * (JSON pointer to a boolean that is true when there is another page; the cursor is <code>
   * * cursorRecord</code>), {@code offset} (sent as {@code offsetParameter} or {@code offsetBody}),
   * <code>* page</code> (sent as {@code pageParameter}) or {@code none} (the default). {@code link}
   * and <code>* url</code> go with GET only.
   */
  public void setNext(String next) {
    this.next = next;
  }

  /**
   * The query parameter that takes the cursor, with <code>next=cursor:…</code> or <code>more:…
   * </code>.
   */
  public void setCursorParameter(String cursorParameter) {
    this.cursorParameter = cursorParameter;
  }

  /**
   * JSON pointer to the body's member that takes the cursor, with <code>next=cursor:…</code>:
   * <code>/after</code>.
   */
  public void setCursorBody(String cursorBody) {
    this.cursorBody = cursorBody;
  }

  /**
   * JSON pointer, in a page's last record, to the cursor, with <code>next=more:…</code>: <code>/id
   * </code>.
   */
  public void setCursorRecord(String cursorRecord) {
    this.cursorRecord = cursorRecord;
  }

  /**
   * The query parameter that takes the number of records to skip, with <code>next=offset</code>.
   */
  public void setOffsetParameter(String offsetParameter) {
    this.offsetParameter = offsetParameter;
  }

  /**
   * JSON pointer to the body's member that takes the number of records to skip, with <code>
   * next=offset</code>.
   */
  public void setOffsetBody(String offsetBody) {
    this.offsetBody = offsetBody;
  }

  /**
   * With <code>next=offset</code>: what is sent for the first page; 1 where records count from 1.
   */
  public void setFirstOffset(Integer firstOffset) {
    this.firstOffset = firstOffset;
  }

  /**
   * With <code>next=offset</code>: how many records a full page has, so that a shorter one is known
   * to be the last. Give it only when the server never sends fewer; without it the read ends on an
   * empty page.
   */
  public void setPageSize(Integer pageSize) {
    this.pageSize = pageSize;
  }

  /** The query parameter that takes the page's number, with <code>next=page</code>. */
  public void setPageParameter(String pageParameter) {
    this.pageParameter = pageParameter;
  }

  /** The first page's number, with <code>next=page</code>. Default 1. */
  public void setFirstPage(Integer firstPage) {
    this.firstPage = firstPage;
  }

  /**
   * JSON pointer to a boolean that is true on the last page and on no other, e.g. <code>
   * /end_of_stream</code> or <code>/done</code>. A page that isn't the last and leads nowhere fails
   * the run.
   */
  public void setEnd(String end) {
    this.end = end;
  }

  /**
   * JSON pointer to the number of records the whole read has, as its first page tells it, e.g.
   * <code>/totalSize</code>. Another number of records fails the run. Leave it out where records
   * come and go while they are read.
   */
  public void setCount(String count) {
    this.count = count;
  }

  /**
   * With <code>next=offset</code>: JSON pointer to the number of records there are, e.g. <code>
   * * /totalResults</code>. The read ends with so many, and a page that says 0 needs no array of
   * records.
   */
  public void setTotal(String total) {
    this.total = total;
  }

  /**
   * JSON pointer to the time in a record by which the answer is sorted, the earliest first, e.g.
   * <code>/updatedAt</code>. Whenever a page ends at a later time than it was asked from, the next
   * page is asked for from that time on, sent where <code>${window}</code> stands in {@code query}
   * or {@code body}; it begins as <code>${exchangeProperty.since}</code>. So a search that is
   * capped is read to its end, and a record that changes meanwhile makes no other one go missing.
   * Only among records of one and the same time the pages follow {@code next}. What was handed out
   * isn't handed out again; a record that is out of order fails the run.
   */
  public void setWindow(String window) {
    this.window = window;
  }

  /**
   * How many results of one question the server gives, at least 1; so many records with one and the
   * same time can't be read, and fail the run. Default 10000.
   */
  public void setWindowSize(Long windowSize) {
    this.windowSize = windowSize;
  }

  /**
   * How <code>${window}</code> is written: {@code iso} (2026-01-31T10:15:30.123Z, the default),
   * {@code millis} or {@code seconds} (since 1970), {@code dateTime} (2026-01-31 10:15:30, in UTC).
   */
  public void setWindowFormat(String windowFormat) {
    this.windowFormat = windowFormat;
  }

  /**
   * JSON pointer, in a record of the body, to what it is joined by: <code>/candidate_id</code>; of
   * several with commas between them, the first that is there. The body isn't replaced then, but
   * each of its records (a list, or one) gets what is found for it. The question says for which
   * keys: <code>RAW(ids=${exchangeProperty.keys})</code>, with commas between them, or <code>
   * ${exchangeProperty.quotedKeys}</code>, each of them quoted as SOQL quotes a text.
   */
  public void setJoin(String join) {
    this.join = join;
  }

  /** With {@code join}: JSON pointer, in a found record, to the same value. Default /id. */
  public void setJoinKey(String joinKey) {
    this.joinKey = joinKey;
  }

  /**
   * With {@code join}: the member a record gets what was found as; of several found, the first. A
   * record of which nothing is found doesn't get it. Default none: the members of what was found
   * become the record's own.
   */
  public void setJoinAs(String joinAs) {
    this.joinAs = joinAs;
  }

  /** With {@code join}: how many keys a question has at most. Default 50. */
  public void setJoinBatch(Integer joinBatch) {
    this.joinBatch = joinBatch;
  }
}
