package dev.oneway.run;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExpressionAdapter;
import org.apache.camel.support.ObjectHelper;
import org.apache.camel.util.IOHelper;

/**
 * The splitter's expression {@code chunkN}: hands the body's records out in lists of up to N,
 * reading only as far as asked, and counts them as read. Behind the last of them comes what is gone
 * at the source and is to be removed.
 *
 * <p>A source that fails, or that isn't read to its end, fails the run even when the route handles
 * the exception: records behind the failure were never seen. Reading such a source again in the
 * same run is refused for the same reason.
 */
public final class ChunkExpression extends ExpressionAdapter {
  private static final String PROPERTY = "onewayChunks";
  private final int size;

  /**
   * @param size records per chunk, at least 1
   */
  public ChunkExpression(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("a chunk holds at least 1 record, not " + size);
    }
    this.size = size;
  }

  @Override
  public Object evaluate(Exchange exchange) {
    Run run = Run.of(exchange);
    Chunks earlier = exchange.getProperty(PROPERTY, Chunks.class);
    if (earlier != null && !earlier.exhausted) {
      throw new FatalException("the source broke off midway and can't be read on in this run");
    }
    Chunks chunks = new Chunks(run, exchange, records(exchange.getIn().getBody()), size);
    exchange.setProperty(PROPERTY, chunks);
    return chunks;
  }

  /** A single record is a Map; Camel would take it apart into its entries. */
  private static Iterator<?> records(Object body) {
    return body instanceof Map<?, ?> record
        ? List.of(record).iterator()
        : ObjectHelper.createIterator(body);
  }

  /** Whether the records of this exchange were counted when the splitter read them. */
  static boolean counted(Exchange exchange) {
    return exchange.getProperty(PROPERTY) != null;
  }

  /** Fails the run when its source was not read to the end. */
  static void requireExhausted(Exchange exchange, Run run) {
    Chunks chunks = exchange.getProperty(PROPERTY, Chunks.class);
    if (chunks != null && !chunks.exhausted) {
      run.fail(new IllegalStateException("the source was not read to its end"));
    }
  }

  private static final class Chunks implements Iterator<List<?>>, Closeable {
    private final Run run;
    private final Exchange exchange;
    private final Iterator<?> records;
    private final int size;
    private final Ending ending;
    private volatile boolean exhausted;
    private volatile boolean brokenOff;

    Chunks(Run run, Exchange exchange, Iterator<?> records, int size) {
      this.run = run;
      this.exchange = exchange;
      this.records = records;
      this.size = size;
      this.ending = new Ending(run, size);
    }

    /** After a failure the splitter asks for all that is left, only to throw it away. */
    @Override
    public boolean hasNext() {
      if (brokenOff || exchange.getException() != null) {
        return false;
      }
      if (run.failure().isPresent()) {
        brokenOff = true;
        throw new FatalException("the run has failed");
      }
      try {
        if (exchange.getContext().isStopping()) {
          throw new StoppedException();
        }
        exhausted = exhausted || !hasMore();
        return !exhausted || ending.hasNext();
      } catch (RuntimeException e) {
        throw brokenOff(e);
      }
    }

    /** A source that hands out page by page reads the next one here. */
    private boolean hasMore() {
      long begun = System.nanoTime();
      try {
        return records.hasNext();
      } finally {
        run.steps().read(System.nanoTime() - begun, 0);
      }
    }

    /** Without its cause, which Camel would take for something that may be tried again. */
    private FatalException brokenOff(RuntimeException cause) {
      brokenOff = true;
      run.fail(cause);
      return new FatalException("the source broke off: " + Reasons.of(cause));
    }

    @Override
    public List<?> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return exhausted ? ending.next() : read();
    }

    private Chunk read() {
      Chunk chunk = new Chunk(size);
      long begun = System.nanoTime();
      try {
        while (chunk.size() < size && records.hasNext()) {
          chunk.add(records.next());
        }
      } catch (RuntimeException e) {
        throw brokenOff(e);
      } finally {
        run.steps().read(System.nanoTime() - begun, 1);
      }
      run.read(chunk.size());
      return chunk;
    }

    /** The splitter closes what it doesn't read on; the source may hold a connection. */
    @Override
    public void close() throws IOException {
      IOHelper.closeIterator(records);
    }
  }
}
