package dev.oneway.destination.http;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.oneway.destination.http.answer.FoundPages;
import dev.oneway.destination.http.answer.Received;
import dev.oneway.run.RetriableException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what a look-up finds to its last page, so that a record isn't taken for missing because it
 * stands further behind. A page that breaks off, leads nowhere or comes again is no answer. Threads
 * may share it.
 *
 * @param pages how an answer goes on; empty when it always fits a page
 */
record WholeLookup(Post post, Optional<FoundPages> pages) implements Shipment.Way {

  @Override
  public Received send(Shipment shipment) throws RetriableException {
    Received first = post.send(shipment, shipment.url());
    boolean mayGoOn =
        pages.isPresent()
            && shipment.request().action() == Action.LOOKUP
            && first.failure().isEmpty();
    return mayGoOn ? whole(shipment, first, pages.get()) : first;
  }

  private Received whole(Shipment shipment, Received first, FoundPages form)
      throws RetriableException {
    Set<String> cursors = new HashSet<>();
    Received page = first;
    while (form.hasNext(page.document())) {
      Optional<String> cursor = form.cursor(page.document()).filter(cursors::add);
      if (cursor.isEmpty()) {
        return unreadable(first);
      }
      page = post.send(shipment, form.next(shipment.url(), cursor.get()));
      if (page.failure().isPresent()) {
        return page;
      }
      if (!form.append(first.document(), page.document())) {
        return unreadable(first);
      }
    }
    return first;
  }

  /** What the judge takes for an answer that isn't of the declared form. */
  private static Received unreadable(Received first) {
    return new Received(
        first.status(), MissingNode.getInstance(), "", Optional.empty(), Optional.empty());
  }
}
