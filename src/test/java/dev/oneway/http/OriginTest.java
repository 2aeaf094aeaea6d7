package dev.oneway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
  private final Origin origin = Origin.of(URI.create("https://api.example.com/v1"));

  @ParameterizedTest
  @ValueSource(strings = {"https://api.example.com/v2?x=1", "HTTPS://API.example.com:443/"})
  void theSameServerIsRecognised(String url) {
    assertThat(origin.serves(URI.create(url))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.example.com/v1",
        "https://api.example.com:8443/v1",
        "https://api.example.com.evil.test/v1",
        "https://evil.test/api.example.com",
        "https://api.example.com@evil.test/",
        "https://user:s3cret@api.example.com/",
        "/relative",
        "ftp://api.example.com/"
      })
  void anyOtherServerIsNot(String url) {
    assertThat(origin.serves(URI.create(url))).isFalse();
  }

  @Test
  void onlyHttpWithAHostHasAnOrigin() {
    assertThatThrownBy(() -> Origin.of(URI.create("mailto:a@b.c")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPrintedUrlKeepsTheNamesOfItsQueryOnly() {
    assertThat(PrintableUrl.of(URI.create("http://a:8080/p?token=s3cret&limit=1&flag")))
        .isEqualTo("http://a:8080/p?token=…&limit=…&…");
    assertThat(PrintableUrl.of(URI.create("https://u:s3cret@a/p"))).isEqualTo("https://a/p");
  }
}
