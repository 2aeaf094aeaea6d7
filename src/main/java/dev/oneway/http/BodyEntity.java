package dev.oneway.http;

import dev.oneway.run.Traffic;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** A request's body as the client sends it; what leaves is counted. */
final class BodyEntity extends AbstractHttpEntity {
  private final RequestBody body;
  private final Traffic traffic;

  BodyEntity(RequestBody body, Traffic traffic) {
    super(body.contentType(), null, body.length() < 0);
    this.body = body;
    this.traffic = traffic;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    body.writeTo(
        new FilterOutputStream(out) {
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
        });
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
