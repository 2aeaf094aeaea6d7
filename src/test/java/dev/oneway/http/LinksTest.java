package dev.oneway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<https://a/p?x=1,2;3>; rel=\"next\"",
        "<https://a/0>; rel=\"previous\", <https://a/p?x=1,2;3>; rel=\"next\"",
        "<https://a/0>;rel=prev,<https://a/p?x=1,2;3>;rel=next",
        "<https://a/p?x=1,2;3>; title=\"a, b; rel=x\"; REL=\"last NEXT\"",
        "<https://a/p?x=1,2;3>; results=\"true\"; rel=\"next\"; cursor=\"100:1:0\"",
      })
  void theNextLinkIsFoundHoweverItIsWritten(String header) {
    assertThat(Links.find("next", List.of(header))).contains("https://a/p?x=1,2;3");
  }

  @Test
  void itMayStandOnALineOfItsOwn() {
    assertThat(Links.find("next", List.of("<https://a/0>; rel=first", "<https://a/2>; rel=next")))
        .contains("https://a/2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "<https://a/0>",
        "<https://a/0>; rel=\"previous\"",
        "<https://a/0>; rel=nextest",
        "<https://a/0>; title=\"rel=next\""
      })
  void whatIsNoNextLinkIsNone(String header) {
    assertThat(Links.find("next", List.of(header))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://b/x?c=d,   https://b/x?c=d",
    "/x?c=d,            https://a/x?c=d",
    "?page=2,           https://a/v1/orders?page=2",
    "more,              https://a/v1/more"
  })
  void aReferenceIsResolvedAgainstThePage(String reference, String resolved) {
    assertThat(Links.resolve(URI.create("https://a/v1/orders?page=1"), reference))
        .hasToString(resolved);
  }
}
