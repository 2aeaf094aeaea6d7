package dev.oneway.http;

import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.core5.util.Timeout;

/**
 * Apache HttpClient without the habits that hide what happens: no retries, no redirects and no
 * cookies of its own. It decompresses, and honours the JVM's proxy and TLS system properties.
 */
final class HttpClients {
  private HttpClients() {}

  static CloseableHttpClient singleConnection(HttpTimeouts timeouts) {
    BasicHttpClientConnectionManager connections = new BasicHttpClientConnectionManager();
    connections.setConnectionConfig(
        ConnectionConfig.custom()
            .setConnectTimeout(Timeout.of(timeouts.connect()))
            .setSocketTimeout(Timeout.of(timeouts.response()))
            .build());
    return HttpClientBuilder.create()
        .setConnectionManager(connections)
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setResponseTimeout(Timeout.of(timeouts.response()))
                .setProtocolUpgradeEnabled(false)
                .build())
        .useSystemProperties()
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .setUserAgent("oneway")
        .build();
  }
}
