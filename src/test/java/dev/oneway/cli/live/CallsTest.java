package dev.oneway.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CallsTest {
  private final Calls calls = new Calls();

  @Test
  void callsThatDifferInAnIdAreOfOneKind() {
    calls.http("PATCH", "/scim/v2/Users/7");
    calls.http("PATCH", "/scim/v2/Users/8");
    calls.http("GET", "/scim/v2/Users/2819c223-7f76-453a-919d-413861904646/roles");
    assertThat(calls.take())
        .containsExactly(
            Map.entry("PATCH /scim/v2/Users/…", 2), Map.entry("GET /scim/v2/Users/…/roles", 1));
  }

  @Test
  void aVersionIsNoId() {
    calls.http("POST", "/services/data/v65.0/composite");
    assertThat(calls.take()).containsOnlyKeys("POST /services/data/v65.0/composite");
  }

  @Test
  void whatWasTakenIsNotToldAgain() {
    calls.add("sql:select 1");
    calls.take();
    assertThat(calls.take()).isEmpty();
  }

  @Test
  void noMoreKindsAreKeptThanAnybodyReads() {
    for (char letter = 'a'; letter <= 'z'; letter++) {
      calls.http("GET", "/" + letter);
    }
    assertThat(calls.take()).hasSize(12);
  }
}
