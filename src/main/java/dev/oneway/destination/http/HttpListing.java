package dev.oneway.destination.http;

import dev.oneway.destination.Listable;
import dev.oneway.http.Backoff;
import dev.oneway.http.HttpChannel;
import dev.oneway.http.paging.PageReader;
import dev.oneway.http.paging.PageSequence;
import dev.oneway.record.Shape;
import dev.oneway.run.FatalException;
import dev.oneway.run.RetriableException;
import dev.oneway.run.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Goes through what a vendor holds, a record at a time and at the vendor's pace like any request.
 * Threads may share it.
 */
record HttpListing(DeclaredListing listing, HttpChannel channel, Backoff backoff)
    implements Listable {
  private static final int SOME = 500;

  @Override
  public Optional<String> list(Shape shape, Consumer<List<String>> keys, Traffic traffic)
      throws RetriableException {
    if (shape.keyFields().size() > 1) {
      return Optional.of("the destination lists no keys of several fields");
    }
    PageSequence sequence =
        new PageSequence(listing.plan(), window -> listing.question(), Optional.empty());
    try (PageReader pages =
        new PageReader(sequence, listing.plan().pointers(), channel, backoff, traffic)) {
      read(pages, keys);
      return Optional.empty();
    } catch (FatalException e) {
      // What was compared stays true when the vendor doesn't let its records be listed.
      return Optional.of("the destination can't be listed: " + e.getMessage());
    }
  }

  private void read(PageReader pages, Consumer<List<String>> keys) throws RetriableException {
    List<String> some = new ArrayList<>(SOME);
    while (pages.turn()) {
      for (Optional<Map<String, Object>> record = pages.read();
          record.isPresent();
          record = pages.read()) {
        listing.keyOf(record.get()).ifPresent(some::add);
        if (some.size() == SOME) {
          keys.accept(List.copyOf(some));
          some.clear();
        }
      }
    }
    keys.accept(List.copyOf(some));
  }
}
