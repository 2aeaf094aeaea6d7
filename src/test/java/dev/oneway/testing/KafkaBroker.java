package dev.oneway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.awaitility.Awaitility;

/**
 * A real Kafka broker, controller and broker in one process of its own, on loopback: with its data
 * in a folder and at one port, so that after a kill or a stop it starts again as the same broker.
 * Not for several threads.
 */
public final class KafkaBroker implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path folder;
  private final int port = freePort();
  private Process process;

  private KafkaBroker(Path folder) {
    this.folder = folder;
  }

  /** A new broker with its data in this folder, ready for clients. */
  public static KafkaBroker start(Path folder) {
    KafkaBroker broker = new KafkaBroker(folder);
    broker.writeSettings();
    broker.start();
    return broker;
  }

  /** What clients connect to: {@code 127.0.0.1:port}. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** Starts the stopped or killed broker again, and waits until it answers. */
  public void start() {
    spawn();
    Awaitility.await("a broker at " + address() + ", see " + log())
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> answers() || !process.isAlive());
    if (!process.isAlive()) {
      throw new AssertionError("the broker ended: " + readLog());
    }
  }

  /** kill -9: nothing is flushed, no client is told. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** The stop a service manager asks for. */
  public void stop() {
    process.destroy();
    awaitEnd();
  }

  /** Makes a topic, which must not be there yet. */
  public void createTopic(String name, int partitions) {
    try (Admin admin = admin()) {
      admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** A client for looking into topics and groups; to be closed. */
  public Admin admin() {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            address(),
            AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
            100));
  }

  @Override
  public void close() {
    kill();
  }

  private boolean answers() {
    try (Socket open = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return open.isConnected() && knowsItself();
    } catch (IOException notYet) {
      return false;
    }
  }

  private boolean knowsItself() {
    try (Admin admin = admin()) {
      return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (Exception notYet) {
      return false;
    }
  }

  private void spawn() {
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            BrokerProcess.class.getName(),
            settings().toString());
    java.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    try {
      process = java.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeSettings() {
    int controller = freePort();
    List<String> lines =
        List.of(
            "process.roles=broker,controller",
            "node.id=1",
            "controller.quorum.voters=1@127.0.0.1:" + controller,
            "controller.listener.names=CONTROLLER",
            "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
            "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller,
            "log.dirs=" + folder.resolve("kafka"),
            "auto.create.topics.enable=false",
            "offsets.topic.num.partitions=1",
            "offsets.topic.replication.factor=1",
            "transaction.state.log.num.partitions=1",
            "transaction.state.log.replication.factor=1",
            "transaction.state.log.min.isr=1",
            "transaction.abort.timed.out.transaction.cleanup.interval.ms=500",
            "group.initial.rebalance.delay.ms=0",
            "group.min.session.timeout.ms=1000",
            "broker.session.timeout.ms=1000",
            "broker.heartbeat.interval.ms=200");
    try {
      Files.createDirectories(folder);
      Files.write(settings(), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path settings() {
    return folder.resolve("broker.properties");
  }

  private Path log() {
    return folder.resolve("broker.log");
  }

  private String readLog() {
    try {
      return Files.readString(log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the broker didn't end within " + PATIENCE);
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(e);
  }

  /** What runs in the broker's process: formats its folder the first time, then serves. */
  static final class BrokerProcess {
    private static final String CLUSTER = new Uuid(0, 1).toString();

    private BrokerProcess() {}

    public static void main(String[] arguments) {
      String settings = arguments[0];
      kafka.tools.StorageTool.execute(
          new String[] {"format", "--ignore-formatted", "-t", CLUSTER, "-c", settings}, System.out);
      kafka.Kafka.main(new String[] {settings});
    }
  }
}
