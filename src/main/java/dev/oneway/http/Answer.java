package dev.oneway.http;

import dev.oneway.run.Traffic;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.io.Closer;

/** A server's answer whose body is still coming in. One thread reads it and closes it. */
public final class Answer implements Closeable {
  private final CallClock clock;
  private final ClassicHttpResponse response;
  private final PatientStream body;
  private final Instant sent;
  private boolean drained;

  /**
   * @param sent when the request left, by the steady clock
   */
  Answer(CallClock clock, Instant sent, ClassicHttpResponse response, Traffic traffic)
      throws IOException {
    this.clock = clock;
    this.sent = sent;
    this.response = response;
    InputStream content =
        response.getEntity() == null
            ? InputStream.nullInputStream()
            : response.getEntity().getContent();
    this.body = new PatientStream(content, clock, traffic);
  }

  /** When the request left, by the steady clock. */
  Instant sent() {
    return sent;
  }

  public int status() {
    return response.getCode();
  }

  /** A header's values, one per line it stands on. */
  public List<String> headers(String name) {
    return Arrays.stream(response.getHeaders(name)).map(NameValuePair::getValue).toList();
  }

  /** The header's first value, or null. */
  String header(String name) {
    return headers(name).stream().findFirst().orElse(null);
  }

  /** The media type with its parameters as the server wrote it; empty when it wrote none. */
  public String contentType() {
    return headers(HttpHeaders.CONTENT_TYPE).stream().findFirst().orElse("");
  }

  /** The body's length in bytes as the server announced it; negative when it didn't. */
  public long length() {
    return response.getEntity() == null ? 0 : response.getEntity().getContentLength();
  }

  /**
   * Whether the body says where it ends, so that one that breaks off can be told from a whole one.
   */
  public boolean isDelimited() {
    return length() >= 0 || response.getEntity().isChunked();
  }

  /**
   * The body, decompressed, as it arrives. Waiting for it longer than the response timeout, in one
   * read or in many, is a {@link java.net.SocketTimeoutException}; {@link #arrived()} begins anew.
   * So is waiting for all of it longer than the call timeout.
   */
  public InputStream body() {
    return body;
  }

  /** Says that a piece of the body has arrived; the next one has the response timeout again. */
  public void arrived() {
    body.restart();
  }

  /** Reads what is left, so that the connection can serve the next request. */
  public void drain() throws IOException {
    body.drain();
    EntityUtils.consume(response.getEntity());
    drained = true;
  }

  /** Drops the connection unless the body was drained. Calling it again does nothing. */
  @Override
  public void close() {
    if (!drained) {
      // Closing the body alone would first read it to its end, however long that takes.
      clock.cancel();
    }
    Closer.closeQuietly(response);
  }
}
