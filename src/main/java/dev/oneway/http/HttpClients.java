package dev.oneway.http;

import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Apache HttpClient without the habits that hide what happens: no retries, no redirects and no
 * cookies of its own. It decompresses, and honours the JVM's proxy and TLS system properties.
 */
final class HttpClients {
  /** How many requests are under way is bounded by the channels, not by the pool. */
  private static final int CONNECTIONS = 1000;

  /** Servers and proxies close idle connections without a word. */
  private static final TimeValue IDLE = TimeValue.ofSeconds(10);

  private HttpClients() {}

  static CloseableHttpClient open(HttpTimeouts timeouts) {
    return HttpClientBuilder.create()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .useSystemProperties()
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS)
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(timeouts.connect()))
                        .setSocketTimeout(Timeout.of(timeouts.response()))
                        .setValidateAfterInactivity(IDLE)
                        .build())
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setResponseTimeout(Timeout.of(timeouts.response()))
                .setProtocolUpgradeEnabled(false)
                .build())
        .evictIdleConnections(IDLE)
        .useSystemProperties()
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .setUserAgent("oneway")
        .build();
  }
}
