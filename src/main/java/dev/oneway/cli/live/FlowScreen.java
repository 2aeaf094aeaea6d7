package dev.oneway.cli.live;

import dev.oneway.app.Application;
import dev.oneway.flow.FlowWay;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows on the whole terminal what arrives where, drawn anew a few times a second, until it is
 * closed; then the last state is left to be read. The log goes to a file meanwhile. Threads may
 * share it.
 */
public final class FlowScreen implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FlowScreen.class);
  private static final int REDRAW_MILLIS = 250;
  private static final Clock CLOCK = Clock.systemUTC();

  private final LiveScreen screen;
  private final Board board;
  private final ScreenLog log;
  private final Instant startedAt = CLOCK.instant();
  private final ScheduledExecutorService pencil =
      Executors.newSingleThreadScheduledExecutor(FlowScreen::daemon);
  private volatile String title;

  private FlowScreen(LiveScreen screen, Board board, ScreenLog log, String title) {
    this.screen = screen;
    this.board = board;
    this.log = log;
    this.title = title;
  }

  /**
   * Begins to show the flows.
   *
   * @param flows those that are shown, in this order
   * @param log the file for the log, in a folder that is there
   * @return empty when no terminal watches
   */
  public static Optional<FlowScreen> open(
      Application application, List<String> flows, String title, Path log) {
    return LiveScreen.open()
        .map(
            screen -> {
              Board board =
                  new Board(
                      flows,
                      FlowWay.in(application.house().routes(), application.house().mappings()),
                      application.books()::openRuns,
                      CLOCK);
              application.books().addObserver(board);
              FlowScreen shown = new FlowScreen(screen, board, ScreenLog.to(log), title);
              shown.start();
              return shown;
            });
  }

  private void start() {
    var unused = pencil.scheduleWithFixedDelay(this::draw, 0, REDRAW_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void draw() {
    try {
      screen.draw(frame()::on);
    } catch (RuntimeException e) {
      // Nothing is drawn any more once the clock has seen an exception; the next picture may do.
      LOG.warn("a picture of the flows couldn't be drawn", e);
    }
  }

  private Frame frame() {
    return new Frame(
        title,
        board.look(),
        board.newest(),
        log.path().toString(),
        log.warnings(),
        startedAt,
        CLOCK.instant());
  }

  /** From now on it says that the flows are about to end. */
  public void stopping() {
    title = "Stopping: each flow ends its chunk";
  }

  /** Gives the terminal back and prints the last state. */
  @Override
  public void close() {
    pencil.shutdown();
    try {
      boolean unused = pencil.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Frame last = frame();
    String text = screen.text(last.whole(screen.width()));
    screen.close();
    log.close();
    System.out.print(text);
    System.out.println("Log: " + log.path());
    System.out.flush();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "screen");
    thread.setDaemon(true);
    return thread;
  }
}
