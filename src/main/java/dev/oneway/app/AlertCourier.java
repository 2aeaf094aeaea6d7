package dev.oneway.app;

import dev.oneway.alert.Notice;
import dev.oneway.alert.Notices;
import dev.oneway.record.RecordJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/**
 * Puts what is to be told of alerts into the inbox {@code alerts}, from which the flow of that name
 * delivers it like any record. Under a crash a notice is put in twice; the inbox knows it by its
 * id. Used by one thread.
 */
final class AlertCourier {
  private static final String INBOX = "inbox:" + Notices.FLOW + "?key=/alert&deliveryId=/notice";
  private static final int MANY = 100;
  private static final int ACCEPTED = 202;

  private final Notices notices;
  private final ProducerTemplate calls;

  AlertCourier(Notices notices, ProducerTemplate calls) {
    this.notices = notices;
    this.calls = calls;
  }

  /**
   * @param ready the flows that can run
   */
  void carry(List<String> ready) {
    if (!ready.contains(Notices.FLOW)) {
      notices.forgetWhatIsOver();
      return;
    }
    List<Notice> waiting = notices.waiting(MANY);
    if (!waiting.isEmpty() && put(waiting)) {
      notices.handedOn(waiting);
    }
  }

  private boolean put(List<Notice> waiting) {
    byte[] body = json(waiting);
    Exchange put =
        calls.send(
            INBOX,
            exchange -> {
              exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
              exchange.getMessage().setBody(body);
            });
    Integer status = put.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    // What can't be stored now is tried again at the next look.
    return put.getException() == null && status != null && status == ACCEPTED;
  }

  private static byte[] json(List<Notice> notices) {
    return RecordJson.write(notices.stream().map(Notice::toRecord).toList())
        .getBytes(StandardCharsets.UTF_8);
  }
}
