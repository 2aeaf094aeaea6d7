package dev.oneway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VendorMessageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"errors\":\"Not Found\"} | Not Found",
        "{\"errors\":{\"status\":\"status cannot be passed\"}} | status: status cannot be passed",
        "{\"errors\":{\"line_items\":[\"is invalid\"]}} | line_items: is invalid",
        "[{\"message\":\"Session expired or invalid\",\"errorCode\":\"INVALID_SESSION_ID\"}] | Session expired or invalid",
        "{\"status\":\"error\",\"message\":\"The API key is bad\",\"correlationId\":\"1\"} | The API key is bad",
        "{\"error\":{\"title\":\"Forbidden\",\"message\":\"No access\"}} | No access",
        "{\"error\":\"invalid_grant\",\"error_description\":\"expired\"} | expired",
        "<html><head><title>502</title></head><body><h1>Bad&nbsp;Gateway</h1></body></html> | Bad&nbsp;Gateway",
        "Number of allowed API requests per minute exceeded | Number of allowed API requests per minute exceeded",
        "{\"errors\": | {\"errors\":",
      })
  void theSentenceIsFoundWhereVendorsPutIt(String body, String message) {

    assertThat(VendorMessage.in(body)).isEqualTo(message);
  }

  @Test
  void anEmptyBodySaysNothing() {
    assertThat(VendorMessage.in("")).isEmpty();
    assertThat(VendorMessage.in("{}")).isEqualTo("{}");
  }

  @Test
  void aLongMessageIsCut() {
    assertThat(VendorMessage.in("x".repeat(5000))).hasSize(201).endsWith("…");
  }
}
