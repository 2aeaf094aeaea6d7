package dev.oneway.demo.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A vendor on this machine, reachable from this machine only. */
public final class SandboxServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(SandboxServer::daemon);

  private SandboxServer(HttpServer server) {
    this.server = server;
  }

  /**
   * @param port 0 for any that is free
   * @throws IOException when the port is taken
   */
  public static SandboxServer start(int port, Vendor vendor) throws IOException {
    return start(port, vendor, Weather.CLEAR);
  }

  /**
   * @param port 0 for any that is free
   * @throws IOException when the port is taken
   */
  public static SandboxServer start(int port, Vendor vendor, Weather weather) throws IOException {
    return start(port, vendor, weather, Intake.WHOLE);
  }

  /**
   * @param port 0 for any that is free
   * @throws IOException when the port is taken
   */
  public static SandboxServer start(int port, Vendor vendor, Weather weather, Intake intake)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    SandboxServer sandbox = new SandboxServer(server);
    server.createContext("/", exchange -> answer(exchange, vendor, weather, intake));
    server.setExecutor(sandbox.threads);
    server.start();
    return sandbox;
  }

  private static void answer(HttpExchange exchange, Vendor vendor, Weather weather, Intake intake)
      throws IOException {
    try (exchange) {
      weather.carry(exchange, intake.take(exchange), vendor);
    }
  }

  /** Its address, e.g. {@code http://localhost:34567}. */
  public String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "sandbox");
    thread.setDaemon(true);
    return thread;
  }

  /** Closes it at once. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
