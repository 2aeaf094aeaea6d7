package dev.oneway.http.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.oneway.http.Answer;
import dev.oneway.http.HttpCall;
import dev.oneway.http.HttpChannel;
import dev.oneway.record.RecordJson;
import dev.oneway.run.FailureCategory;
import dev.oneway.run.FatalException;
import dev.oneway.run.RetriableException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a token endpoint's answer means (RFC 6749, 5.1 and 5.2). Threads may share it. */
final class TokenAnswer {
  private static final int MOST_BYTES = 64 * 1024;
  private static final int LONGEST_WORDS = 200;
  private static final Set<Integer> BUSY = Set.of(408, 425, 429);
  private static final Set<Integer> ELSEWHERE = Set.of(301, 302, 303, 307, 308, 404, 405, 410);

  /** Vendors send them with 400 too, and mean a server that is out of order. */
  private static final Set<String> PASSING = Set.of("temporarily_unavailable", "server_error");

  /** Types that ask for more than the token itself; any other is sent as a bearer token. */
  private static final Set<String> UNUSABLE = Set.of("mac", "dpop", "pop", "n_a");

  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");

  private final Grant grant;
  private final Secrets secrets;

  TokenAnswer(Grant grant, Secrets secrets) {
    this.grant = grant;
    this.secrets = secrets;
  }

  /**
   * @return a document with a usable {@code access_token}, which is concealed from now on
   * @throws RetriableException when the endpoint may answer better later
   * @throws FatalException when it refuses us
   */
  JsonNode read(HttpCall call, Answer answer, HttpChannel channel)
      throws IOException, RetriableException {
    if (answer.status() >= 500 || BUSY.contains(answer.status())) {
      throw channel.failure(call, answer).exception();
    }
    JsonNode document = document(answer);
    if (answer.status() / 100 == 2 && document.path("access_token").isTextual()) {
      return usable(call, document);
    }
    throw refusal(call + " was answered with status " + answer.status(), answer.status(), document);
  }

  /** A missing node when it isn't JSON. */
  private static JsonNode document(Answer answer) throws IOException {
    try {
      byte[] body = answer.body().readNBytes(MOST_BYTES);
      return body.length == 0 ? MissingNode.getInstance() : RecordJson.mapper().readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private JsonNode usable(HttpCall call, JsonNode document) throws RetriableException {
    String token = document.get("access_token").asText();
    secrets.learn(token);
    if (token.isBlank() || !HeaderAuth.isSendable(token)) {
      throw unexpected(call + " gave a token that no header can hold");
    }
    String type = document.path("token_type").asText("");
    if (UNUSABLE.contains(type.toLowerCase(Locale.ROOT))) {
      throw new FatalException(
          "%s gave a token of type %s, and only bearer tokens can be used. Have the vendor give those to %s."
              .formatted(call, secrets.conceal(type), grant.client().place()));
    }
    return document;
  }

  private RetriableException refusal(String what, int status, JsonNode document) {
    String code = document.path("error").asText("");
    if (PASSING.contains(code)) {
      return new RetriableException(
          FailureCategory.UNAVAILABLE, what + words(document), null, null);
    }
    if (ELSEWHERE.contains(status) && code.isEmpty()) {
      throw new FatalException(
          FailureCategory.NOT_FOUND,
          what + ". Check " + grant.client().setting("tokenUrl") + ".",
          null);
    }
    boolean said = !code.isEmpty() || (document.isObject() && status / 100 != 2);
    if (said || status == 401) {
      throw new FatalException(
          FailureCategory.UNAUTHORIZED, what + words(document) + ". " + remedy(code), null);
    }
    return unexpected(what + ", without an access_token and without an error");
  }

  private static RetriableException unexpected(String what) {
    return new RetriableException(FailureCategory.UNEXPECTED_ANSWER, what, null, null);
  }

  private String words(JsonNode document) {
    String words =
        List.of("error", "error_description", "message").stream()
            .map(name -> document.path(name).asText(""))
            .filter(text -> !text.isBlank())
            .limit(2)
            .collect(Collectors.joining(": "));
    String line = BLANKS.matcher(secrets.conceal(words)).replaceAll(" ").strip();
    String shown = line.length() > LONGEST_WORDS ? line.substring(0, LONGEST_WORDS) + "…" : line;
    return shown.isEmpty() ? "" : ": " + shown;
  }

  private String remedy(String code) {
    ClientAuth client = grant.client();
    return switch (code) {
      case "invalid_grant" -> grant.remedy();
      case "invalid_client", "unauthorized_client" -> client.remedy();
      case "invalid_scope" -> "Check " + client.setting("scope") + ".";
      case "invalid_target" -> "Check " + client.setting("audience") + ".";
      case "unsupported_grant_type" ->
          "Check %s and %s.".formatted(client.setting("type"), client.setting("tokenUrl"));
      default -> "Check " + client.place() + ".";
    };
  }
}
