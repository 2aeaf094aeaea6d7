package dev.oneway.webhook.inbox;

import dev.oneway.run.Books;
import dev.oneway.run.Concluding;
import dev.oneway.run.RollingRun;
import dev.oneway.run.Way;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.Suspendable;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins a flow's route with what waits in an inbox. A stop lets the current chunk come to its end.
 */
final class InboxConsumer extends DefaultConsumer implements Emptying, Suspendable {
  private static final Logger LOG = LoggerFactory.getLogger(InboxConsumer.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(45);

  private final InboxEndpoint endpoint;
  private final Inbox inbox;
  private final Books books;
  private final Clock clock;
  private Waiting waiting;
  private Lane lane;

  InboxConsumer(
      InboxEndpoint endpoint, Processor processor, Inbox inbox, Books books, Clock clock) {
    super(endpoint, processor);
    this.endpoint = endpoint;
    this.inbox = inbox;
    this.books = books;
    this.clock = clock;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    begin();
  }

  @Override
  protected void doResume() {
    begin();
  }

  private void begin() {
    Route route = getRoute();
    Way way = new Way(() -> createExchange(false), getProcessor(), () -> Concluding.any(route));
    RollingRun run = new RollingRun(books, route.getRouteId(), clock, way);
    ChunkDelivery delivery = new ChunkDelivery(run, endpoint.getAttempts());
    waiting = inbox.waiting();
    lane = new Lane(inbox, waiting, run, delivery, endpoint.getChunk(), clock);
    Thread thread = new Thread(lane, "inbox-" + endpoint.getName());
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void awaitEmpty() throws InterruptedException {
    while (waiting.depth() > 0 && !lane.isHeldUp()) {
      Thread.sleep(LOOK_AGAIN.toMillis());
    }
  }

  @Override
  protected void doSuspend() throws Exception {
    end();
  }

  @Override
  protected void doStop() throws Exception {
    end();
    super.doStop();
  }

  private void end() throws Exception {
    if (lane != null) {
      lane.stop();
      if (!lane.awaitEnd(LONGEST_STOP)) {
        // Its run stays open and is closed as interrupted; what it has on lease is delivered again.
        LOG.warn("the inbox {} is still delivering its last chunk", endpoint.getName());
      }
      waiting.close();
      lane = null;
    }
  }
}
