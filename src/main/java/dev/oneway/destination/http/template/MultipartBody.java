package dev.oneway.destination.http.template;

import dev.oneway.http.RequestBody;
import dev.oneway.run.RetriableException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A form in parts (RFC 7578): a binary value and a record's file are files, anything else is a
 * text. Files are written from where they are; nothing is copied.
 */
final class MultipartBody implements RequestBody {
  private static final String LINE = "\r\n";
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String BINARY = "application/octet-stream";
  private final String boundary = "oneway-" + UUID.randomUUID();
  private final List<RequestBody> pieces = new ArrayList<>();

  /** The record's, of which a body has one at most. */
  private RequestBody elsewhere = RequestBody.of(BINARY, new byte[0]);

  private MultipartBody() {}

  static MultipartBody of(Map<?, ?> members) {
    MultipartBody body = new MultipartBody();
    members.forEach((name, value) -> body.add(escaped(String.valueOf(name)), value));
    body.text("--" + body.boundary + "--" + LINE);
    return body;
  }

  private void add(String name, Object value) {
    if (value instanceof List<?> list) {
      list.forEach(one -> add(name, one));
    } else if (value instanceof byte[] file) {
      addFile(name, RequestBody.of(BINARY, file));
    } else if (value instanceof RequestBody file) {
      elsewhere = file;
      addFile(name, file);
    } else {
      text(disposition(name) + LINE + "Content-Type: " + TEXT + LINE + LINE);
      text(Texts.of(value) + LINE);
    }
  }

  private void addFile(String name, RequestBody file) {
    text(
        "%s; filename=\"%s\"%sContent-Type: %s%s"
            .formatted(disposition(name), name, LINE, BINARY, LINE + LINE));
    pieces.add(file);
    text(LINE);
  }

  private String disposition(String name) {
    return "--" + boundary + LINE + "Content-Disposition: form-data; name=\"" + name + "\"";
  }

  private void text(String text) {
    pieces.add(RequestBody.of(TEXT, text.getBytes(StandardCharsets.UTF_8)));
  }

  /** As browsers do (WHATWG HTML, 4.10.21.8). */
  private static String escaped(String name) {
    return name.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
  }

  @Override
  public String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  @Override
  public long length() {
    long length = 0;
    for (RequestBody piece : pieces) {
      if (piece.length() < 0) {
        return -1;
      }
      length += piece.length();
    }
    return length;
  }

  @Override
  public void open() throws RetriableException {
    elsewhere.open();
  }

  @Override
  public void close() {
    elsewhere.close();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    for (RequestBody piece : pieces) {
      piece.writeTo(out);
    }
  }

  @Override
  public String toString() {
    return "MultipartBody of " + pieces.size() + " pieces";
  }
}
