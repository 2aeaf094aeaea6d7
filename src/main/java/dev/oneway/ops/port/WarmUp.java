package dev.oneway.ops.port;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the management port for its pages once it is open, so that the first who looks needn't wait
 * until all is loaded. Says who it is by a token that is made for this and known to nobody else.
 */
final class WarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
  private static final int TOKEN_BYTES = 32;

  /** Settings can't name anybody like this. */
  static final Account ACCOUNT = new Account("oneway itself", Role.READ_ONLY);

  private final String token = token();

  private static String token() {
    byte[] bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }

  /** The same who may come in, and this one; still nobody who is named where nobody was. */
  Accounts among(Accounts accounts) {
    return accounts.isEmpty() ? accounts : accounts.withToken(ACCOUNT, token);
  }

  /**
   * Asks for one after the other, in the background; nobody hears of what goes wrong.
   *
   * @param paths of pages that come to an end
   */
  void ask(Vertx vertx, String host, int port, List<String> paths) {
    HttpClient client = vertx.createHttpClient();
    Future<Buffer> last = Future.succeededFuture();
    for (String path : paths) {
      last = last.transform(before -> ask(client, host, port, path));
    }
    last.onComplete(done -> client.close());
  }

  private Future<Buffer> ask(HttpClient client, String host, int port, String path) {
    return client
        .request(HttpMethod.GET, port, host, path)
        .map(request -> request.putHeader("Authorization", "Bearer " + token))
        .compose(HttpClientRequest::send)
        .compose(HttpClientResponse::body)
        .onFailure(e -> LOG.debug("{} can't be warmed up: {}", path, e.toString()));
  }
}
