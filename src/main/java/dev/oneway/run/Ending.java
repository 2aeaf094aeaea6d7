package dev.oneway.run;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * What goes through a route behind the last chunk of its source: the {@link LastCall}, then what is
 * to be removed, and in the end what was {@link Returning}. Nothing, where no step has to do with
 * it. The chunks themselves are empty, so that steps before the mapping do nothing; the mapping
 * finds with the run what is due.
 *
 * <p>Used by one thread, which takes the next chunk when the one before it has left the route.
 */
final class Ending implements Iterator<List<?>> {
  private final Run run;
  private final int size;
  private boolean called;
  private boolean answered;
  private boolean returned;

  /**
   * @param size records per chunk, at least 1
   */
  Ending(Run run, int size) {
    this.run = run;
    this.size = size;
  }

  /**
   * The splitter asks while the chunk before is still to come, so that nobody knows yet what the
   * call will bring: behind it there is always a chunk, which may be empty.
   */
  @Override
  public boolean hasNext() {
    return run.concludes() && (!called || !answered || run.hasRemaining() || !returned);
  }

  @Override
  public List<?> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    if (!called) {
      called = true;
      call();
    } else if (!answered || run.hasRemaining()) {
      answered = true;
      run.due(run.takeRemaining(size));
    } else {
      Returning records = run.takeReturning(size);
      returned = records.size() < size;
      run.due(records);
    }
    return new ArrayList<>();
  }

  /**
   * Where a failure was handled by the route, records were lost on the way; the run fails for it,
   * and nothing may be found missing.
   */
  private void call() {
    if (Books.imbalance(run).isPresent()) {
      answered = true;
      returned = true;
    } else {
      run.due(new LastCall());
    }
  }
}
