package dev.oneway.destination.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server files lie on, byte by byte as a test wants it: a connection a request. */
final class FileHost implements AutoCloseable {
  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Deque<Page> pages = new ArrayDeque<>();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final Page usual;

  /** What it writes for one request, the status line first; then it hangs up. */
  @FunctionalInterface
  interface Page {
    void write(OutputStream out) throws IOException;
  }

  /**
   * @param usual when no other page is next
   */
  FileHost(Page usual) throws IOException {
    this.usual = usual;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  static Page file(byte[] content) {
    return out -> {
      out.write(head("200 OK", "Content-Length: " + content.length));
      out.write(content);
    };
  }

  static Page says(String status, String... headers) {
    return out -> out.write(head(status, headers));
  }

  static byte[] head(String status, String... headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + "\r\nConnection: close\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
  }

  synchronized FileHost next(Page... some) {
    pages.addAll(List.of(some));
    return this;
  }

  /** The heads of all requests. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  String url() {
    return "http://localhost:" + server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        threads.execute(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      StringBuilder head = new StringBuilder();
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        head.append(line).append('\n');
      }
      asked.add(head.toString());
      page().write(socket.getOutputStream());
      socket.getOutputStream().flush();
    } catch (IOException e) {
      // Who asked has hung up, as one does whose request was given up.
    }
  }

  private synchronized Page page() {
    return pages.isEmpty() ? usual : pages.remove();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }
}
