package dev.oneway.http;

import dev.oneway.run.Traffic;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/**
 * A request's body as the client sends it; what leaves is counted. A body that breaks off takes its
 * connection with it: closed in good order, the half of it could pass for a whole.
 */
final class BodyEntity extends AbstractHttpEntity {
  private final RequestBody body;
  private final Traffic traffic;
  private final Cancellable request;

  /**
   * @param request the one it is sent with
   */
  BodyEntity(RequestBody body, Traffic traffic, Cancellable request) {
    super(body.contentType(), null);
    this.body = body;
    this.traffic = traffic;
    this.request = request;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    try {
      body.writeTo(counted(out));
    } catch (BrokenBodyException e) {
      request.cancel();
      throw e;
    }
  }

  private OutputStream counted(OutputStream to) {
    return new FilterOutputStream(to) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        traffic.sent(length);
      }

      @Override
      public void write(int one) throws IOException {
        out.write(one);
        traffic.sent(1);
      }
    };
  }

  @Override
  public long getContentLength() {
    return body.length();
  }

  @Override
  public boolean isRepeatable() {
    return true;
  }

  @Override
  public boolean isStreaming() {
    return false;
  }

  @Override
  public InputStream getContent() {
    throw new UnsupportedOperationException("it is written, not read");
  }

  @Override
  public void close() {
    // It holds nothing open between two writes.
  }
}
