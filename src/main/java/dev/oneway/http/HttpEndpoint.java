package dev.oneway.http;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.DefaultEndpoint;

/**
 * What every endpoint that speaks HTTP lets a route set: who we are, how fast we may be, how long
 * we wait. Every option is checked when the endpoint is created.
 */
public abstract class HttpEndpoint extends DefaultEndpoint {
  @UriParam private String auth;
  @UriParam private String rate = "";

  @UriParam(defaultValue = "4")
  private int concurrent = 4;

  @UriParam(defaultValue = "10s")
  private String connectTimeout = "10s";

  @UriParam(defaultValue = "60s")
  private String responseTimeout = "60s";

  @UriParam(defaultValue = "5m")
  private String callTimeout = "5m";

  @UriParam(defaultValue = "5")
  private int attempts = 5;

  @UriParam(defaultValue = "2m")
  private String retryFor = "2m";

  @UriParam(prefix = "header.", multiValue = true)
  private Map<String, Object> headers = new LinkedHashMap<>();

  protected HttpEndpoint(String uri, Component component) {
    super(uri, component);
  }

  /**
   * @param url as the route names it
   * @throws IllegalArgumentException unless it is absolute and without credentials
   */
  protected final URI address(String url) {
    try {
      URI parsed = URI.create(url);
      Origin.of(parsed);
      return parsed;
    } catch (IllegalArgumentException e) {
      String scheme = getEndpointBaseUri().replaceFirst(":.*", ":");
      throw new IllegalArgumentException(
          "%1$s needs an absolute http or https URL without credentials of its own, as in %1$shttps://api.example.com/orders. Credentials belong into the settings that auth names."
              .formatted(scheme));
    }
  }

  /** The way to the server of this URL, as the options say. */
  protected final HttpChannel channel(CamelContext context, URI address) {
    HttpLimits limits = HttpLimits.parse(rate, concurrent);
    HttpTimeouts timeouts =
        new HttpTimeouts(
            OptionTime.parse("connectTimeout", connectTimeout),
            OptionTime.parse("responseTimeout", responseTimeout),
            OptionTime.parse("callTimeout", callTimeout));
    return HttpAccounts.of(context).account(Origin.of(address), auth).channel(limits, timeouts);
  }

  /** How what may heal is tried again, as the options say. */
  protected final Backoff backoff() {
    return new Backoff(attempts, OptionTime.parse("retryFor", retryFor));
  }

  /** The headers every request carries, by name. */
  protected final Map<String, String> requestHeaders() {
    Map<String, String> texts = new LinkedHashMap<>();
    headers.forEach((name, value) -> texts.put(name, String.valueOf(value)));
    return texts;
  }

  /** NAME of the settings {@code oneway.auth.NAME.*}. Without it, requests carry no credentials. */
  public void setAuth(String auth) {
    this.auth = auth;
  }

  /**
   * How many requests the server takes in which time, e.g. {@code 5/1s} or {@code 100/10s,
   * 250000/24h}. Endpoints with the same server, credentials and rate share it. Without it, only
   * what the server's answers say slows us down.
   */
  public void setRate(String rate) {
    this.rate = rate;
  }

  /** How many requests may be under way at once, at least 1. Default 4. */
  public void setConcurrent(int concurrent) {
    this.concurrent = concurrent;
  }

  /** How long to wait for a connection, at least 100ms. Default 10s. */
  public void setConnectTimeout(String connectTimeout) {
    this.connectTimeout = connectTimeout;
  }

  /**
   * How long to wait for an answer to begin, and then for each further piece of it to arrive, at
   * least 100ms. Default 60s.
   */
  public void setResponseTimeout(String responseTimeout) {
    this.responseTimeout = responseTimeout;
  }

  /**
   * How long a request and its whole answer may take, at least 100ms; what a route does between two
   * records of a page doesn't count. Default 5m.
   */
  public void setCallTimeout(String callTimeout) {
    this.callTimeout = callTimeout;
  }

  /**
   * How often a request is sent while the server can't serve it, at least 1. Being told to wait for
   * a limit is no failed attempt. Default 5.
   */
  public void setAttempts(int attempts) {
    this.attempts = attempts;
  }

  /**
   * For how long a request is sent again while the server can't serve it, or tells us to wait.
   * Default 2m.
   */
  public void setRetryFor(String retryFor) {
    this.retryFor = retryFor;
  }

  /** {@code header.NAME=value}: a header every request carries. */
  public void setHeaders(Map<String, Object> headers) {
    this.headers = headers;
  }
}
