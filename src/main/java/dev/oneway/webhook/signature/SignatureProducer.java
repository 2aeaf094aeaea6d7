package dev.oneway.webhook.signature;

import dev.oneway.webhook.request.WebhookAnswer;
import dev.oneway.webhook.request.WebhookRequest;
import java.time.Duration;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/**
 * Lets a genuine request on with its bytes as the body; answers any other one and ends the route.
 */
final class SignatureProducer extends DefaultProducer {
  private static final String ADVICE =
      ". Either it comes from somebody else, or its sender has another secret, or another time.";

  private final Verifier verifier;
  private final RefusalLog refusals;

  SignatureProducer(Endpoint endpoint, Verifier verifier, RefusalLog refusals) {
    super(endpoint);
    this.verifier = verifier;
    this.refusals = refusals;
  }

  @Override
  public void process(Exchange exchange) {
    WebhookRequest request = WebhookRequest.of(exchange);
    Verdict verdict = verifier.verify(request);
    if (verdict instanceof Verdict.Refused refused) {
      refusals.add(refused.why() + ADVICE);
      WebhookAnswer.refuse(exchange, 401, "the signature isn't accepted");
    } else if (verdict instanceof Verdict.Undecided undecided) {
      refusals.add(undecided.why());
      WebhookAnswer.postpone(exchange, Duration.ofMinutes(1), "try again later");
    } else {
      exchange.getMessage().setBody(request.body());
    }
  }
}
