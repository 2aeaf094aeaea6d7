package dev.oneway.http;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.DefaultEndpoint;

/**
 * What every endpoint that speaks HTTP lets a route set: who we are, how fast we may be, how long
 * we wait. Every option is checked when the endpoint is created.
 */
public abstract class HttpEndpoint extends DefaultEndpoint {
  /** The names of the options every endpoint that speaks HTTP has. */
  public static final List<String> OPTIONS =
      List.of(
          "auth",
          "rate",
          "concurrent",
          "headers",
          "connectTimeout",
          "responseTimeout",
          "callTimeout",
          "attempts",
          "retryFor");

  private static final String SETTINGS = "oneway.http.";
  private static final Pattern HEADER =
      Pattern.compile("([A-Za-z0-9!#$%&'*+.^_`|~-]+)\\s*:\\s*([ -~]*)");

  private static final Pattern SEPARATOR = Pattern.compile("\\s*\\|\\s*");

  @UriParam private String auth;
  @UriParam private String rate = "";

  @UriParam(defaultValue = "4")
  private int concurrent = 4;

  @UriParam private String headers = "";

  @UriParam(defaultValue = "10s")
  private String connectTimeout;

  @UriParam(defaultValue = "60s")
  private String responseTimeout;

  @UriParam(defaultValue = "5m")
  private String callTimeout;

  @UriParam(defaultValue = "5")
  private Integer attempts;

  @UriParam(defaultValue = "2m")
  private String retryFor;

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
    return channel(context, address, auth);
  }

  /**
   * The same with other credentials.
   *
   * @param account NAME of their settings; null for none
   * @throws dev.oneway.fault.NotConfiguredException when they have no value
   */
  protected final HttpChannel channel(CamelContext context, URI address, String account) {
    HttpLimits limits = HttpLimits.parse(rate, concurrent);
    HttpTimeouts timeouts =
        new HttpTimeouts(
            time("connectTimeout", connectTimeout, "10s"),
            time("responseTimeout", responseTimeout, "60s"),
            time("callTimeout", callTimeout, "5m"));
    return HttpAccounts.of(context).account(Origin.of(address), account).channel(limits, timeouts);
  }

  /** The option; null when it isn't given. */
  protected final String auth() {
    return auth;
  }

  /** How what may heal is tried again, as the options say. */
  protected final Backoff backoff() {
    return new Backoff(
        attempts == null ? attemptsSetting() : attempts,
        retryTime(),
        HttpAccounts.of(getCamelContext()).time());
  }

  private Duration retryTime() {
    return time("retryFor", retryFor, "2m");
  }

  private Duration time(String option, String written, String byDefault) {
    return written == null
        ? OptionTime.parse(SETTINGS + option, setting(option).orElse(byDefault))
        : OptionTime.parse(option, written);
  }

  private int attemptsSetting() {
    String text = setting("attempts").orElse("5");
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%sattempts is `%s`, which is no whole number. Write it as in 5."
              .formatted(SETTINGS, text),
          e);
    }
  }

  private Optional<String> setting(String option) {
    return getCamelContext()
        .getPropertiesComponent()
        .resolveProperty(SETTINGS + option)
        .filter(text -> !text.isBlank());
  }

  /** The headers every request carries, by name. */
  protected final Map<String, String> requestHeaders() {
    Map<String, String> byName = new LinkedHashMap<>();
    SEPARATOR
        .splitAsStream(headers.strip())
        .filter(header -> !header.isEmpty())
        .forEach(header -> addHeader(header, byName));
    return byName;
  }

  private static void addHeader(String written, Map<String, String> byName) {
    Matcher header = HEADER.matcher(written);
    if (!header.matches()) {
      throw new IllegalArgumentException(
          "headers has something that is none. Write names and values, as in headers=RAW(Accept: application/vnd.api+json | X-Version: 2).");
    }
    byName.put(header.group(1), header.group(2).strip());
  }

  /**
   * NAME of the settings that begin with {@code oneway.auth.NAME}. Without it, requests carry no
   * credentials. What writes records may take it from a field of each: <code>crm-${field.tenant}
   * </code>.
   */
  public void setAuth(String auth) {
    this.auth = auth;
  }

  /**
   * How many requests the server takes in which time, e.g. <code>5/1s</code> or <code>
   * 100/10s, 250000/24h</code>. Endpoints with the same server, credentials and rate share it.
   * Without it, only what the server's answers say slows us down.
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
  public void setAttempts(Integer attempts) {
    this.attempts = attempts;
  }

  /**
   * For how long a request is sent again while the server can't serve it, or tells us to wait.
   * Default 2m.
   */
  public void setRetryFor(String retryFor) {
    this.retryFor = retryFor;
  }

  /**
   * Headers every request carries, one a line, each as <code>Name: value</code>. In RAW(…), or
   * Camel takes a plus sign in it for a blank.
   */
  public void setHeaders(String headers) {
    this.headers = headers;
  }
}
