package dev.oneway.webhook.door;

import dev.oneway.run.Reasons;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A route's {@code platform-http:} input, served by the door.
 *
 * <p>The route is entered on a thread of the door's, and the answer given on whichever thread ends
 * it: a step that waits for something can let its thread go. It is suspended when every request
 * that is in the route has its answer; what comes too late for that is answered 503. Threads may
 * share it.
 */
final class DoorConsumer extends DefaultConsumer implements PlatformHttpConsumer, Suspendable {
  /** TRACE would send headers back, CONNECT is for proxies, OPTIONS is the door's to answer. */
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

  private static final Logger LOG = LoggerFactory.getLogger(DoorConsumer.class);
  private static final int PLACES = 1 << 20;
  private static final long SUSPENDING_SECONDS = 20;

  private final Door door;
  private final HeaderFilterStrategy filter;
  private final Set<String> methods;
  private final Failures failures = new Failures();
  private boolean prompt;

  /** Each request holds one while it is in the route; a suspended one has none. */
  private volatile Semaphore places = new Semaphore(0);

  DoorConsumer(PlatformHttpEndpoint endpoint, Processor processor, Door door) {
    super(endpoint, processor);
    requireServed(endpoint);
    this.door = door;
    this.filter = endpoint.getHeaderFilterStrategy();
    this.methods = methodsOf(endpoint);
  }

  private static void requireServed(PlatformHttpEndpoint endpoint) {
    Map<String, Boolean> foreign = new HashMap<>();
    foreign.put("consumes", endpoint.getConsumes() != null);
    foreign.put("produces", endpoint.getProduces() != null);
    foreign.put("muteException", !endpoint.isMuteException());
    foreign.put("useStreaming", endpoint.isUseStreaming());
    foreign.put("useBodyHandler", !endpoint.isUseBodyHandler());
    foreign.put("useCookieHandler", endpoint.isUseCookieHandler());
    foreign.put("returnHttpRequestHeaders", endpoint.isReturnHttpRequestHeaders());
    foreign.put("handleWriteResponseError", endpoint.isHandleWriteResponseError());
    foreign.put("populateBodyWithForm", !endpoint.isPopulateBodyWithForm());
    foreign.put("fileNameExtWhitelist", endpoint.getFileNameExtWhitelist() != null);
    foreign.put("requestTimeout", endpoint.getRequestTimeout() != 0);
    List<String> set = foreign.keySet().stream().filter(foreign::get).sorted().toList();
    if (!set.isEmpty()) {
      throw new IllegalArgumentException(
          "`platform-http` doesn't take "
              + String.join(", ", set)
              + " here, but httpMethodRestrict and matchOnUriPrefix");
    }
  }

  private static Set<String> methodsOf(PlatformHttpEndpoint endpoint) {
    if (endpoint.getHttpMethodRestrict() == null) {
      return Set.copyOf(METHODS);
    }
    Set<String> methods = new LinkedHashSet<>();
    for (String method : endpoint.getHttpMethodRestrict().split(",", -1)) {
      methods.add(method.strip().toUpperCase(Locale.ROOT));
    }
    if (!METHODS.containsAll(methods)) {
      throw new IllegalArgumentException(
          "httpMethodRestrict takes some of " + String.join(",", METHODS) + ", not " + methods);
    }
    return methods;
  }

  /** Which of a request's headers reach the route. */
  HeaderFilterStrategy filter() {
    return filter;
  }

  Set<String> methods() {
    return methods;
  }

  /**
   * The path it serves: beginning with a slash, perhaps with {@code {names}}, perhaps up to a *.
   */
  String template() {
    String path = getEndpoint().getPath();
    String whole = path.startsWith("/") ? path : "/" + path;
    return getEndpoint().isMatchOnUriPrefix() && !whole.endsWith("*") ? whole + "*" : whole;
  }

  @Override
  public PlatformHttpEndpoint getEndpoint() {
    return (PlatformHttpEndpoint) super.getEndpoint();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    prompt = PromptRoute.is(getProcessor());
    letIn();
    door.add(this);
  }

  @Override
  protected void doStop() throws Exception {
    door.remove(this);
    super.doStop();
  }

  /**
   * A route is suspended before it is stopped, and its steps may stop before this consumer does.
   */
  @Override
  protected void doSuspend() throws Exception {
    Semaphore inWork = places;
    places = new Semaphore(0);
    if (!inWork.tryAcquire(PLACES, SUSPENDING_SECONDS, TimeUnit.SECONDS)) {
      LOG.warn("{}: requests are still in work", template());
    }
    super.doSuspend();
  }

  @Override
  protected void doResume() throws Exception {
    super.doResume();
    letIn();
  }

  private void letIn() {
    places = new Semaphore(PLACES);
  }

  /** Whether {@link #process} never keeps its thread waiting. */
  boolean isPrompt() {
    return prompt;
  }

  /**
   * Sends a request through the route.
   *
   * @param done gets the answer, once, on any thread
   */
  void process(Arrival arrival, Consumer<Answer> done) {
    Semaphore place = places;
    if (place.tryAcquire()) {
      go(
          arrival,
          answer -> {
            place.release();
            done.accept(answer);
          });
    } else {
      done.accept(Answer.notServed());
    }
  }

  private void go(Arrival arrival, Consumer<Answer> done) {
    Exchange exchange = createExchange(false);
    exchange.setPattern(ExchangePattern.InOut);
    arrival.into(exchange);
    Object askedBody = exchange.getIn().getBody();
    Object askedType = exchange.getIn().getHeader(Exchange.CONTENT_TYPE);
    try {
      createUoW(exchange);
      getAsyncProcessor()
          .process(exchange, inOneGo -> done.accept(end(exchange, askedType, askedBody)));
    } catch (Exception e) {
      exchange.setException(e);
      done.accept(end(exchange, askedType, askedBody));
    }
  }

  private Answer end(Exchange exchange, Object askedType, Object askedBody) {
    try {
      if (exchange.getException() != null) {
        failures.tell(template(), Reasons.of(exchange.getException()));
      }
      return new RouteAnswer(exchange, askedType, askedBody).answer();
    } catch (RuntimeException e) {
      failures.tell(template(), Reasons.of(e));
      return Answer.error(500, "the request could not be processed");
    } finally {
      doneUoW(exchange);
      releaseExchange(exchange, false);
    }
  }
}
