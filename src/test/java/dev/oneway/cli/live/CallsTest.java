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
  void manyThatDifferInTheirLastNameAreOfOneKind() {
    calls.http("GET", "/items/HELM-URB-L");
    calls.http("GET", "/items/BELL-BRASS");
    calls.http("GET", "/items/LIGHT-SET");
    calls.http("POST", "/items");
    assertThat(calls.take())
        .containsExactly(Map.entry("GET /items/…", 3), Map.entry("POST /items", 1));
  }

  @Test
  void noMoreKindsAreToldThanAnybodyReads() {
    for (char letter = 'a'; letter <= 'z'; letter++) {
      calls.http("GET", "/" + letter + "/x");
    }
    assertThat(calls.take()).hasSize(10);
  }
}
