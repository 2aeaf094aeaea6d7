package dev.oneway.source;

import dev.oneway.http.SoqlText;
import dev.oneway.run.FatalException;
import dev.oneway.run.RetriableException;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Puts a {@link PagedRead} into the body and closes it when the exchange is done; or completes the
 * records of the body with what a read finds for them.
 */
final class PagesProducer extends DefaultProducer {
  private final PagesEndpoint endpoint;

  PagesProducer(PagesEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
  }

  @Override
  public void process(Exchange exchange) throws RetriableException {
    if (endpoint.join().isPresent()) {
      complete(exchange, endpoint.join().get());
    } else {
      read(exchange);
    }
  }

  private void complete(Exchange exchange, Join join) throws RetriableException {
    List<Map<String, Object>> records = records(exchange.getMessage().getBody());
    exchange.getMessage().setBody(join.complete(records, keys -> readOf(exchange, keys)));
    exchange.removeProperty(JoinOptions.KEYS);
    exchange.removeProperty(JoinOptions.QUOTED_KEYS);
  }

  private PagedRead readOf(Exchange exchange, List<String> keys) {
    exchange.setProperty(JoinOptions.KEYS, String.join(",", keys));
    exchange.setProperty(JoinOptions.QUOTED_KEYS, SoqlText.quoted(keys));
    return endpoint.read(exchange);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> records(Object body) {
    if (body instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)) {
      return (List<Map<String, Object>>) list;
    }
    if (body instanceof Map<?, ?> record) {
      return List.of((Map<String, Object>) record);
    }
    throw new FatalException(
        "pages: with join completes a list of records, or one, and the body is neither. Put it behind what makes the chunks.");
  }

  private void read(Exchange exchange) {
    PagedRead read = endpoint.read(exchange);
    exchange.getMessage().setBody(read);
    exchange.getExchangeExtension().addOnCompletion(new Completion(read));
  }

  /**
   * Closes what was begun. A Kamelet works on a copy of its caller's exchange, which is done before
   * the caller asks for the first record; the read must survive that, and holds nothing yet.
   */
  private static final class Completion extends SynchronizationAdapter {
    private final PagedRead read;

    Completion(PagedRead read) {
      this.read = read;
    }

    @Override
    public void onDone(Exchange exchange) {
      if (read.begun()) {
        read.close();
      }
    }
  }
}
