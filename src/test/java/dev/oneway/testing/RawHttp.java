package dev.oneway.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends exactly the bytes it is told to a port of this machine. */
public final class RawHttp {
  private RawHttp() {}

  /**
   * What is answered until the other side closes, which it is asked to or does by itself; of a
   * stream of events only its begin. {@code cut off} when it breaks off before.
   *
   * @param request each character is a byte
   */
  public static String send(int port, String request) {
    StringBuilder answer = new StringBuilder();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      read(socket.getInputStream(), answer);
    } catch (IOException e) {
      return answer.length() == 0 ? "cut off" : answer.toString();
    }
    return answer.toString();
  }

  private static void read(InputStream in, StringBuilder answer) throws IOException {
    Reader text = new InputStreamReader(in, StandardCharsets.UTF_8);
    char[] part = new char[8192];
    for (int read = text.read(part); read >= 0; read = text.read(part)) {
      answer.append(part, 0, read);
      if (answer.indexOf("text/event-stream") > 0 && answer.indexOf("\r\n\r\n") > 0) {
        return;
      }
    }
  }
}
