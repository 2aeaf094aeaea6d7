package dev.oneway.webhook.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.webhook.request.Prompt;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.direct.DirectConsumer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PromptRouteTest {
  private final DefaultCamelContext context = new DefaultCamelContext();

  /** {@code prompt:x}. */
  private static final class PromptComponent extends DefaultComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String rest, Map<String, Object> options) {
      return new PromptEndpoint(uri, this);
    }
  }

  private static final class PromptEndpoint extends DefaultEndpoint implements Prompt {
    PromptEndpoint(String uri, PromptComponent component) {
      super(uri, component);
    }

    @Override
    public Producer createProducer() {
      return new DefaultProducer(this) {
        @Override
        public void process(org.apache.camel.Exchange exchange) {}
      };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
      throw new UnsupportedOperationException();
    }
  }

  private interface Steps {
    void add(RouteDefinition route);
  }

  private boolean isPrompt(Steps steps) throws Exception {
    context.addComponent("prompt", new PromptComponent());
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            onException(IllegalStateException.class).maximumRedeliveries(2);
            steps.add(from("direct:in").routeId("route"));
          }
        });
    context.start();
    DirectConsumer consumer = (DirectConsumer) context.getRoute("route").getConsumer();
    return PromptRoute.is(consumer.getProcessor());
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void aRouteOfPromptStepsIsPrompt() throws Exception {
    assertThat(isPrompt(route -> route.to("prompt:a").to("prompt:b"))).isTrue();
  }

  @Test
  void aRouteOfOneIsToo() throws Exception {
    assertThat(isPrompt(route -> route.to("prompt:a"))).isTrue();
  }

  @Test
  void oneStepThatMayWaitMakesItWait() throws Exception {
    assertThat(isPrompt(route -> route.to("prompt:a").to("mock:b"))).isFalse();
  }

  @Test
  void aStepThatIsNoEndpointMayDoAnything() throws Exception {
    assertThat(isPrompt(route -> route.process(exchange -> {}).to("prompt:a"))).isFalse();
  }

  @Test
  void whatIsChosenByTheMessageMayWait() throws Exception {
    assertThat(isPrompt(route -> route.toD("prompt:${header.a}"))).isFalse();
  }
}
