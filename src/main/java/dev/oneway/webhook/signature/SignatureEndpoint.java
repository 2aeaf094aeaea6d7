package dev.oneway.webhook.signature;

import dev.oneway.http.OptionTime;
import dev.oneway.webhook.request.Prompt;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.AfterPropertiesConfigured;
import org.apache.camel.CamelContext;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Checks the signature of a webhook's request over its bytes as they arrived. A request that isn't
 * genuine is answered 401, and no further step runs; of one that is, the body becomes its bytes.
 *
 * <p>Every option is checked when the endpoint is created. Threads may share it.
 */
@UriEndpoint(
    firstVersion = "0.1.0",
    generateConfigurer = false,
    scheme = "signature",
    title = "Signature",
    syntax = "signature:scheme",
    producerOnly = true,
    category = {Category.HTTP, Category.SECURITY})
public final class SignatureEndpoint extends DefaultEndpoint
    implements AfterPropertiesConfigured, Prompt {
  private static final Duration LONGEST = Duration.ofHours(24);

  @UriPath(
      description = "How the sender signs: the name of a vendor, standard, bearer or hmac",
      enums =
          "standard,github,stripe,slack,hubspot,shopify,greenhouse,bamboohr,segment,bearer,hmac")
  @Metadata(required = true)
  private final String scheme;

  @UriParam private String secrets;

  @UriParam(defaultValue = "5m")
  private String tolerance;

  @UriParam private String publicUrl;
  @UriParam private String header;

  @UriParam(defaultValue = "sha256", enums = "sha1,sha256,sha384,sha512")
  private String algorithm;

  @UriParam(defaultValue = "hex", enums = "hex,base64")
  private String encoding;

  @UriParam private String prefix;
  @UriParam private String separator;

  @UriParam(defaultValue = "${body}")
  private String signed;

  @UriParam private String timestampHeader;
  @UriParam private String timestampPrefix;

  @UriParam(defaultValue = "seconds", enums = "seconds,millis")
  private String timestampUnit;

  @UriParam(defaultValue = "text", enums = "text,hex,base64")
  private String secretEncoding;

  private Verifier verifier;

  SignatureEndpoint(String uri, SignatureComponent component, String scheme) {
    super(uri, component);
    this.scheme = scheme;
  }

  @Override
  public void afterPropertiesConfigured(CamelContext context) {
    Scheme asWritten = scheme(hmacOptions());
    Duration allowed = tolerance(asWritten);
    Optional<String> url = publicUrl(asWritten);
    WebhookSecrets current =
        WebhookSecrets.read(
            secrets == null ? scheme : secrets,
            asWritten.secretForm(),
            name -> setting(context, name),
            InstantSource.system());
    verifier = new Verifier(asWritten, current, url, allowed, InstantSource.system());
  }

  private Scheme scheme(Map<String, String> hmac) {
    if (scheme.equals(Scheme.HMAC)) {
      return new HmacOptions(hmac).scheme();
    }
    Scheme vendor = Scheme.of(scheme);
    if (!hmac.isEmpty()) {
      throw new IllegalArgumentException(
          "signature:%s knows how it is signed, and %s can't change that. Remove what is of no use, or use signature:hmac."
              .formatted(scheme, String.join(", ", hmac.keySet())));
    }
    return vendor;
  }

  private Map<String, String> hmacOptions() {
    Map<String, String> given = new TreeMap<>();
    given.put("header", header);
    given.put("algorithm", algorithm);
    given.put("encoding", encoding);
    given.put("prefix", prefix);
    given.put("separator", separator);
    given.put("signed", signed);
    given.put("timestampHeader", timestampHeader);
    given.put("timestampPrefix", timestampPrefix);
    given.put("timestampUnit", timestampUnit);
    given.put("secretEncoding", secretEncoding);
    return given.entrySet().stream()
        .filter(option -> option.getValue() != null)
        .collect(
            Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> b, TreeMap::new));
  }

  private Duration tolerance(Scheme asWritten) {
    if (tolerance != null && asWritten.time().isEmpty()) {
      throw new IllegalArgumentException(
          "tolerance is of no use: signature:%s doesn't say when a request was sent. Remove it."
              .formatted(scheme));
    }
    Duration allowed = OptionTime.parse("tolerance", tolerance == null ? "5m" : tolerance);
    if (allowed.toSeconds() < 1 || allowed.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("tolerance is at least 1s and at most 24h.");
    }
    return allowed;
  }

  private Optional<String> publicUrl(Scheme asWritten) {
    if (publicUrl == null) {
      return Optional.empty();
    }
    if (!asWritten.content().hasUrl()) {
      throw new IllegalArgumentException(
          "publicUrl is of no use: signature:%s doesn't sign the URL. Remove it."
              .formatted(scheme));
    }
    if (!isUrl(publicUrl)) {
      throw new IllegalArgumentException(
          "publicUrl is the URL the sender calls, without a query, as in publicUrl=https://hooks.example.com/webhooks/hubspot.");
    }
    return Optional.of(publicUrl);
  }

  private static boolean isUrl(String text) {
    try {
      URI url = URI.create(text);
      return text.matches("https?://.+")
          && url.getHost() != null
          && url.getRawQuery() == null
          && url.getRawFragment() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Empty also when it asks for a variable that has no value. */
  private static Optional<String> setting(CamelContext context, String name) {
    try {
      return context.getPropertiesComponent().resolveProperty(name);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public Producer createProducer() {
    String step = "signature:" + scheme + (secrets == null ? "" : "?secrets=" + secrets);
    return new SignatureProducer(this, verifier, new RefusalLog(step, InstantSource.system()));
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException(
        "signature: checks a request, it can't begin a route. Begin with platform-http:.");
  }

  /**
   * NAME of the settings that begin with {@code oneway.webhook.NAME}. Default: the scheme's name.
   */
  public void setSecrets(String secrets) {
    this.secrets = secrets;
  }

  /**
   * How far the time a request was sent may be from ours, in both directions, 1s to 24h; for
   * schemes that sign a time. Default 5m.
   */
  public void setTolerance(String tolerance) {
    this.tolerance = tolerance;
  }

  /**
   * The URL the sender calls, without a query, for schemes that sign it; behind a proxy, which
   * calls us by another one. Default: as the request says.
   */
  public void setPublicUrl(String publicUrl) {
    this.publicUrl = publicUrl;
  }

  /** With {@code hmac}: the header that carries the signature. Needed. */
  public void setHeader(String header) {
    this.header = header;
  }

  /**
   * With {@code hmac}: {@code sha1}, {@code sha256} (the default), {@code sha384}, {@code sha512}.
   */
  public void setAlgorithm(String algorithm) {
    this.algorithm = algorithm;
  }

  /**
   * With {@code hmac}: how the signature is written, {@code hex} (the default) or {@code base64}.
   */
  public void setEncoding(String encoding) {
    this.encoding = encoding;
  }

  /**
   * With {@code hmac}: what stands before the signature, as <code>sha256=</code>. Default: nothing.
   */
  public void setPrefix(String prefix) {
    this.prefix = prefix;
  }

  /**
   * With {@code hmac}: what stands between several items of the header, of which those that begin
   * with {@code prefix} are signatures. Default: the header is one signature.
   */
  public void setSeparator(String separator) {
    this.separator = separator;
  }

  /**
   * With {@code hmac}: what is signed, a text with <code>${body}</code>, <code>${timestamp}</code>,
   * <code>${method}</code>, <code>${url}</code>, <code>${decodedUrl}</code> (as HubSpot decodes it)
   * and <code>${header.NAME}</code>. Default <code>${body}</code>.
   */
  public void setSigned(String signed) {
    this.signed = signed;
  }

  /** With {@code hmac}: the header that says when the request was sent. Default: none does. */
  public void setTimestampHeader(String timestampHeader) {
    this.timestampHeader = timestampHeader;
  }

  /**
   * With {@code hmac}: how that item of the signature's header begins that says when the request
   * was sent, as <code>t=</code>. Default: none does.
   */
  public void setTimestampPrefix(String timestampPrefix) {
    this.timestampPrefix = timestampPrefix;
  }

  /** With {@code hmac}: {@code seconds} (the default) or {@code millis} since 1970. */
  public void setTimestampUnit(String timestampUnit) {
    this.timestampUnit = timestampUnit;
  }

  /**
   * With {@code hmac}: what the secret is, {@code text} (the default), or a key in {@code hex} or
   * {@code base64}.
   */
  public void setSecretEncoding(String secretEncoding) {
    this.secretEncoding = secretEncoding;
  }
}
