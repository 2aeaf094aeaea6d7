package dev.oneway.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.BindToRegistry;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.main.MainConfigurationProperties;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.junit.jupiter.api.Test;

/** The error handling as it is shipped: what may heal is tried again, everything else is not. */
class RedeliveryTest extends CamelMainTestSupport {
  @BindToRegistry("redelivery")
  @SuppressWarnings("UnusedVariable") // Camel finds it by its annotation.
  private final Redelivery redelivery = new Redelivery();

  private final AtomicInteger tries = new AtomicInteger();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private volatile int failures;

  @Override
  public void configureContext(CamelContextConfiguration configuration) {
    super.configureContext(configuration);
    Properties fast = new Properties();
    fast.setProperty("oneway.redelivery.delay", "1");
    configuration.withUseOverridePropertiesWithPropertiesComponent(fast);
  }

  @Override
  protected void configure(MainConfigurationProperties configuration) {
    configuration.withRoutesIncludePattern("file:routes/error-handling.camel.yaml");
  }

  @Override
  protected RoutesBuilder createRouteBuilder() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:flow")
            .process(
                exchange -> {
                  if (tries.incrementAndGet() <= failures) {
                    throw failure.get();
                  }
                })
            .to("mock:done");
      }
    };
  }

  private Exchange send(int failuresFirst, Exception why) {
    failures = failuresFirst;
    failure.set(why);
    return template.send("direct:flow", exchange -> {});
  }

  @Test
  void whatHealsInTimeIsDelivered() throws InterruptedException {
    MockEndpoint done = getMockEndpoint("mock:done");
    done.expectedMessageCount(1);
    assertThat(send(5, new RetriableException("down", null)).getException()).isNull();
    done.assertIsSatisfied();
    assertThat(tries).hasValue(6);
  }

  @Test
  void whatLastsFailsAfterSixTries() {
    assertThat(send(100, new RetriableException("down", null)).getException())
        .isInstanceOf(RetriableException.class);
    assertThat(tries).hasValue(6);
  }

  @Test
  void aDatabaseThatIsBusyIsTriedAgain() {
    assertThat(send(1, new SQLTransientConnectionException("pool")).getException()).isNull();
    assertThat(tries).hasValue(2);
  }

  @Test
  void whatSomebodyMustMendIsNotTriedAgain() {
    assertThat(send(1, new FatalException("no such table")).getException())
        .isInstanceOf(FatalException.class);
    assertThat(tries).hasValue(1);
  }

  @Test
  void aServerKnownToBeDownHoldsNoRun() {
    Exception wrapped =
        new IllegalStateException("x", new OutageException("down", Duration.ofSeconds(20)));
    wrapped = new RetriableException("it is down", wrapped);
    assertThat(send(100, wrapped).getException()).isSameAs(wrapped);
    assertThat(tries).hasValue(1);
  }

  @Test
  void theOtherSideIsGivenTheTimeItAsksFor() {
    long start = System.nanoTime();
    send(
        1,
        new RetriableException(FailureCategory.RATE_LIMITED, "busy", Duration.ofMillis(400), null));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(399));
    assertThat(tries).hasValue(2);
  }
}
