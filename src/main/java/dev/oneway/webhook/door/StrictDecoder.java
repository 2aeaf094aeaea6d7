package dev.oneway.webhook.door;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Refuses a request that has two lengths. Vert.x would believe one of them, as RFC 9112 (6.3) lets
 * it; a proxy in front may believe the other and take the rest for a second request.
 */
public final class StrictDecoder extends VertxHttpRequestDecoder {
  private static final String DECODER = "httpDecoder";

  private StrictDecoder(HttpServerOptions options) {
    super(options);
  }

  /** Puts it into a new connection, before anything is read. */
  public static void into(HttpConnection connection, HttpServerOptions options) {
    ChannelPipeline pipeline = ((ConnectionBase) connection).channel().pipeline();
    pipeline.replace(DECODER, DECODER, new StrictDecoder(options));
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw new IllegalArgumentException("both Content-Length and Transfer-Encoding");
  }
}
