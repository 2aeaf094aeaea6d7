package dev.oneway.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import dev.oneway.http.paging.Paging;
import dev.oneway.testing.Threads;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server that has the next page asked of it, and says nothing. */
class ClosedReadTest {
  private static final String PAGE = "{\"items\":[{\"id\":1}],\"next\":\"/2\"}";

  private ServerSocket server;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch dropped = new CountDownLatch(1);

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve);
    thread.setDaemon(true);
    thread.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private void serve() {
    try (Socket socket = server.accept()) {
      BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      readHead(in);
      String head = "HTTP/1.1 200 OK\r\nContent-Length: " + PAGE.length() + "\r\n\r\n";
      socket.getOutputStream().write((head + PAGE).getBytes(UTF_8));
      readHead(in);
      asked.countDown();
      readHead(in);
    } catch (IOException e) {
      // What it waited for: the line is cut.
    }
    dropped.countDown();
  }

  private static void readHead(BufferedReader in) throws IOException {
    String line = in.readLine();
    while (line != null && !line.isEmpty()) {
      line = in.readLine();
    }
  }

  @Test
  void closingDropsTheConnectionOfThePageThatIsAskedFor() throws Exception {
    Reads reads =
        new Reads("http://localhost:" + server.getLocalPort() + "/1")
            .patient()
            .paging(new Paging.Url(JsonPointer.compile("/next")));
    PagedRead read = reads.open();
    assertThat(read.next()).containsEntry("id", 1L);
    assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
    read.close();
    assertThat(Threads.readingAhead()).isEmpty();
    assertThat(dropped.await(20, TimeUnit.SECONDS)).isTrue();
  }
}
