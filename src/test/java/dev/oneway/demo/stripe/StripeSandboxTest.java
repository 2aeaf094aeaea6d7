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
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  private String customer() {
    return stripe.customers().create(Map.of("name", "Acme"));
  }

  private HttpResponse<String> item(String form) throws Exception {
    return post("/v1/invoiceitems", form, form);
  }

  @Test
  void whatACustomerHasToPayIsListedPageByPageTheNewestFirst() throws Exception {
    String acme = customer();
    String other = customer();
    for (int i = 1; i <= 3; i++) {
      item("customer=%s&currency=eur&amount=%d&metadata[deal]=d%d".formatted(acme, i, i));
    }
    item("customer=" + other + "&currency=eur&amount=9");
    String first = send(request("/v1/invoiceitems?limit=2&customer=" + acme)).body();
    assertThat(first).contains("\"has_more\":true", "\"d3\"", "\"d2\"").doesNotContain("\"d1\"");
    String last = (String) stripe.items().withMetadata("deal", "d2").get(0).get("id");
    String rest =
        send(request("/v1/invoiceitems?limit=2&starting_after=" + last + "&customer=" + acme))
            .body();
    assertThat(rest).contains("\"has_more\":false", "\"d1\"", "\"amount\":1");
    assertThat(send(request("/v1/invoiceitems?customer=")).body())
        .contains("parameter_invalid_empty");
  }

  @Test
  void untilItIsInvoicedAnItemIsChangedAndDeletedAndThenNoMore() throws Exception {
    String acme = customer();
    item("customer=" + acme + "&currency=eur&amount=100&description=Licences");
    String id = (String) stripe.items().all().get(0).get("id");
    String path = "/v1/invoiceitems/" + id;
    assertThat(post(path, "amount=200", "1").body()).contains("\"amount\":200", "Licences");
    assertThat(post(path, "currency=usd", "2").body()).contains("parameter_unknown");
    stripe.items().invoice(acme);
    assertThat(post(path, "amount=300", "3").body()).contains("invoice_not_editable");
    assertThat(send(request(path).DELETE()).body()).contains("can no longer be edited");

    item("customer=" + acme + "&currency=eur&amount=5");
    String next = "/v1/invoiceitems/" + stripe.items().all().get(1).get("id");
    assertThat(send(request(next).DELETE()).body()).contains("\"deleted\":true");
    assertThat(send(request(next)).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "currency=eur&amount=1 | Missing required param: customer.",
        "customer=cus_none&currency=eur&amount=1 | No such customer: 'cus_none'",
        "customer=CUSTOMER&currency=EUR&amount=1 | Invalid currency: EUR",
        "customer=CUSTOMER&currency=eur&amount=1.5 | Invalid integer: 1.5",
        "customer=CUSTOMER&currency=kwd&amount=1001 | must be divisible by 10",
        "customer=CUSTOMER&currency=eur&amont=1 | Received unknown parameter: amont",
      })
  void anItemItCannotBillIsRefused(String form, String words) throws Exception {
    HttpResponse<String> refused = item(form.replace("CUSTOMER", customer()));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains(words);
  }
}
