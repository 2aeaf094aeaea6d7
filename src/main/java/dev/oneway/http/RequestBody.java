package dev.oneway.http;

import dev.oneway.run.RetriableException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What a request carries. It can be written as often as the request is sent. */
public interface RequestBody {
  /** The media type with its parameters. */
  String contentType();

  /** Bytes; negative when they aren't known before it was written. Asked after {@link #open()}. */
  long length();

  /**
   * @throws BrokenBodyException when it can't be read to its end; what was written is no body
   */
  void writeTo(OutputStream out) throws IOException;

  /**
   * Gets hold of what lies elsewhere, each time before the request leaves.
   *
   * @throws RetriableException when it can't be had now, and may be later
   * @throws UnobtainableException when it can't be had, and the next request's may be
   */
  default void open() throws RetriableException {}

  /** Lets go of it, when the request was sent or couldn't be. Calling it again does nothing. */
  default void close() {}

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
