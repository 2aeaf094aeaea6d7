package dev.oneway.destination.http.template;

import dev.oneway.http.RequestBody;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A form in parts (RFC 7578): a binary value is a file, anything else a text. Files are written
 * from where they are; nothing is copied.
 */
final class MultipartBody implements RequestBody {
  private static final String LINE = "\r\n";
  private final String boundary = "oneway-" + UUID.randomUUID();
  private final List<byte[]> pieces = new ArrayList<>();

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
      return;
    }
    String disposition =
        "--" + boundary + LINE + "Content-Disposition: form-data; name=\"" + name + "\"";
    if (value instanceof byte[] file) {
      text(
          "%s; filename=\"%s\"%sContent-Type: application/octet-stream%s"
              .formatted(disposition, name, LINE, LINE + LINE));
      pieces.add(file);
    } else {
      text(disposition + LINE + "Content-Type: text/plain; charset=utf-8" + LINE + LINE);
      text(Texts.of(value));
    }
    text(LINE);
  }

  private void text(String text) {
    pieces.add(text.getBytes(StandardCharsets.UTF_8));
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
    return pieces.stream().mapToLong(piece -> piece.length).sum();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    for (byte[] piece : pieces) {
      out.write(piece);
    }
  }

  @Override
  public String toString() {
    return "MultipartBody of " + length() + " bytes";
  }
}
