package dev.oneway.demo.box;

import com.sun.net.httpserver.HttpExchange;
import dev.oneway.demo.http.Request;
import dev.oneway.record.RecordJson;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes an upload in: a form of the parts {@code attributes} and {@code file}, in this order. Of
 * the file only length and hash are kept, so that it may be larger than this machine's memory. A
 * form that ends before its last boundary was never sent whole. Belongs to one thread.
 */
final class UploadForm {
  private static final Pattern BOUNDARY = Pattern.compile("multipart/form-data;.*boundary=(\\S+)");
  private static final Pattern NAME =
      Pattern.compile("(?i)content-disposition:.* name=\"(\\w+)\".*");
  private static final int LONGEST_LINE = 64 * 1024;
  private static final int PIECE_BYTES = 64 * 1024;

  private final InputStream in;
  private final String boundary;
  private final Map<String, Object> taken = new LinkedHashMap<>();

  private UploadForm(InputStream in, String boundary) {
    this.in = in;
    this.boundary = boundary;
  }

  /**
   * A request whose body is JSON: {@code attributes}, and of the file {@code size} and {@code
   * sha1}; {@code misplaced} when the file comes first. Other requests are taken as they are.
   *
   * @throws IOException when it breaks off
   */
  static Request take(HttpExchange exchange) throws IOException {
    String type =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type")).orElse("");
    Matcher boundary = BOUNDARY.matcher(type);
    if (!boundary.matches()) {
      return Request.of(exchange, exchange.getRequestBody().readAllBytes());
    }
    InputStream in = new BufferedInputStream(exchange.getRequestBody(), PIECE_BYTES);
    Map<String, Object> form = new UploadForm(in, "--" + boundary.group(1)).read();
    return Request.of(exchange, RecordJson.write(form).getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, Object> read() throws IOException {
    if (!line().equals(boundary)) {
      throw new IOException("the form doesn't begin with its boundary");
    }
    while (!taken.containsKey("sha1")) {
      String name = partName();
      if (name.equals("file")) {
        taken.put("misplaced", !taken.containsKey("attributes"));
        file();
      } else {
        taken.put(name, text());
      }
    }
    return taken;
  }

  private String partName() throws IOException {
    String name = "";
    for (String header = line(); !header.isEmpty(); header = line()) {
      Matcher disposition = NAME.matcher(header);
      name = disposition.matches() ? disposition.group(1) : name;
    }
    return name;
  }

  private String text() throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line = line(); !line.equals(boundary); line = line()) {
      text.append(line);
    }
    return text.toString();
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0 || line.size() > LONGEST_LINE) {
        throw new IOException("the form breaks off");
      }
      line.write(octet);
    }
    String text = line.toString(StandardCharsets.UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  /** The file is the last part, so that it ends where the form does. */
  private void file() throws IOException {
    byte[] end = ("\r\n" + boundary + "--\r\n").getBytes(StandardCharsets.ISO_8859_1);
    MessageDigest digest = sha1();
    byte[] piece = new byte[PIECE_BYTES + end.length];
    int held = 0;
    long size = 0;
    for (int read = in.read(piece, 0, PIECE_BYTES); read >= 0; ) {
      held += read;
      int whole = Math.max(0, held - end.length);
      digest.update(piece, 0, whole);
      size += whole;
      System.arraycopy(piece, whole, piece, 0, held - whole);
      held -= whole;
      read = in.read(piece, held, PIECE_BYTES);
    }
    if (!Arrays.equals(piece, 0, held, end, 0, end.length)) {
      throw new IOException("the file breaks off");
    }
    taken.put("size", size);
    taken.put("sha1", HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }
}
