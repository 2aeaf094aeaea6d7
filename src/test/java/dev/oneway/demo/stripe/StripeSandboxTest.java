package dev.oneway.demo.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.demo.http.Weather;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sandbox answers like Stripe. */
class StripeSandboxTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private StripeSandbox stripe;

  @BeforeEach
  void open() throws IOException {
    stripe = StripeSandbox.start(0, "rk_s3cret", Weather.CLEAR);
  }

  @AfterEach
  void close() {
    stripe.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(stripe.url() + path))
        .header("Authorization", "Bearer rk_s3cret");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String form, String once) throws Exception {
    return send(
        request(path)
            .header("Idempotency-Key", once)
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  @Test
  void aCustomerIsMadeChangedAndFoundByItsMetadata() throws Exception {
    post("/v1/customers", "name=Acme&metadata[crm_id]=O%27Neill&address[city]=Bonn", "1");
    String id = (String) stripe.customers().all().get(0).get("id");
    assertThat(post("/v1/customers/" + id, "name=Acme+2", "2").statusCode()).isEqualTo(200);
    String query = URLEncoder.encode("metadata['crm_id']:'O\\'Neill'", StandardCharsets.UTF_8);
    assertThat(send(request("/v1/customers/search?query=" + query)).body())
        .contains(id, "Acme 2", "Bonn");
  }

  @Test
  void theSameKeyDoesItOnceAndAnotherRequestWithItIsRefused() throws Exception {
    String first = post("/v1/customers", "name=Acme", "1").body();
    HttpResponse<String> again = post("/v1/customers", "name=Acme", "1");
    assertThat(again.body()).isEqualTo(first);
    assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
    HttpResponse<String> other = post("/v1/customers", "name=Other", "1");
    assertThat(other.statusCode()).isEqualTo(400);
    assertThat(other.body()).contains("idempotency_error");
    assertThat(stripe.customers().all()).hasSize(1);
  }

  @Test
  void refusalsAreStripes() throws Exception {
    assertThat(post("/v1/customers", "email=x", "1").body())
        .contains("\"email_invalid\"", "Invalid email address: x");
    assertThat(post("/v1/customers", "nme=x", "2").body()).contains("parameter_unknown");
    HttpResponse<String> missing = post("/v1/customers/cus_1", "name=x", "3");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body()).contains("resource_missing", "No such customer: 'cus_1'");
    assertThat(
            send(HttpRequest.newBuilder(URI.create(stripe.url() + "/v1/customers"))).statusCode())
        .isEqualTo(401);
  }
}
