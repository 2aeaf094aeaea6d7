package dev.oneway.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What a request carries. It can be written as often as the request is sent. */
public interface RequestBody {
  /** The media type with its parameters. */
  String contentType();

  /** Bytes; negative when they aren't known before it was written. */
  long length();

  void writeTo(OutputStream out) throws IOException;

  /** A body that is in memory. */
  static RequestBody of(String contentType, byte[] bytes) {
    return new RequestBody() {
      @Override
      public String contentType() {
        return contentType;
      }

      @Override
      public long length() {
        return bytes.length;
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
      }
    };
  }

  /** JSON (RFC 8259), {@code application/json}. */
  static RequestBody json(String json) {
    return of("application/json", json.getBytes(StandardCharsets.UTF_8));
  }
}
