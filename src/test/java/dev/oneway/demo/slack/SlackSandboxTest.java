package dev.oneway.demo.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oneway.demo.http.Weather;
import dev.oneway.record.RecordJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sandbox answers like Slack. */
class SlackSandboxTest {
  private static final String TOKEN = "xoxb-s3cret";
  private static final Instant BEGIN = Instant.parse("2026-01-31T12:00:00.000100Z");

  private final HttpClient client = HttpClient.newHttpClient();
  private volatile Instant now = BEGIN;
  private SlackSandbox slack;
  private String channel;

  @BeforeEach
  void open() throws IOException {
    slack = SlackSandbox.start(0, TOKEN, Weather.CLEAR, () -> now);
    channel = slack.workspace().addChannel("new-leads");
  }

  @AfterEach
  void close() {
    slack.close();
  }

  private void forward(Duration time) {
    now = now.plus(time);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(slack.url() + path))
        .header("Authorization", "Bearer " + TOKEN);
  }

  private HttpResponse<String> post(Object body) throws Exception {
    return send(
        request("/api/chat.postMessage")
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(RecordJson.write(body))));
  }

  private Map<String, Object> posted(Object body) throws Exception {
    HttpResponse<String> answer = post(body);
    assertThat(answer.statusCode()).isEqualTo(200);
    return RecordJson.readRecord(answer.body());
  }

  private Map<String, Object> message(String text) {
    return Map.of("channel", channel, "text", text);
  }

  private static Map<String, Object> hidden(String key) {
    return Map.of("event_type", "lead_created", "event_payload", Map.of("lead_created", key));
  }

  private Map<String, Object> history(String query) throws Exception {
    HttpResponse<String> answer =
        send(request("/api/conversations.history?channel=" + channel + query));
    assertThat(answer.statusCode()).isEqualTo(200);
    return RecordJson.readRecord(answer.body());
  }

  private static List<Object> texts(Map<String, Object> history) {
    List<Object> texts = new ArrayList<>();
    for (Object message : (List<?>) history.get("messages")) {
      texts.add(((Map<?, ?>) message).get("text"));
    }
    return texts;
  }

  private void say(int messages) {
    for (int i = 1; i <= messages; i++) {
      slack.workspace().say(channel, "U1", "m" + i);
    }
  }

  @Test
  void aMessageIsPostedWithItsMetadata() throws Exception {
    Map<String, Object> body = new LinkedHashMap<>(message("A &amp; B"));
    body.put("metadata", hidden("00Q1"));

    Map<String, Object> answer = posted(body);

    assertThat(answer)
        .containsEntry("ok", true)
        .containsEntry("channel", channel)
        .containsEntry("ts", "1769860800.000100");
    SlackMessage message = slack.workspace().messages(channel).get(0);
    assertThat(message.text()).isEqualTo("A &amp; B");
    assertThat(message.shown()).isEqualTo("A & B");
    assertThat(message.metadata().orElseThrow().payload()).containsEntry("lead_created", "00Q1");
  }

  @Test
  void twoMessagesOfOneMicrosecondHaveTwoIds() throws Exception {
    assertThat(posted(message("a")).get("ts")).isEqualTo("1769860800.000100");
    assertThat(posted(message("b")).get("ts")).isEqualTo("1769860800.000101");
  }

  @Test
  void aChannelMayBeNamedWhenOnePostsButNotWhenOneReads() throws Exception {
    assertThat(posted(Map.of("channel", "#new-leads", "text", "a")))
        .containsEntry("channel", channel);
    channel = "new-leads";
    assertThat(history("")).containsEntry("error", "channel_not_found");
  }

  @ParameterizedTest
  @CsvSource({
    "channel_not_found, {\"channel\": \"C1\"}",
    "channel_not_found, {}",
    "no_text, {\"text\": \" \"}",
    "invalid_blocks_format, {\"blocks\": \"[]\"}",
    "invalid_blocks, {\"blocks\": [1]}",
    "invalid_metadata_format, {\"metadata\": {\"event_type\": \"x\"}}",
    "json_not_object, []",
    "invalid_json, {",
  })
  void aRefusalIsAWordInsideHttp200(String code, String json) throws Exception {
    String body =
        json.contains("channel") || !json.startsWith("{\"")
            ? json
            : json.replaceFirst("\\{", "{\"channel\": \"" + channel + "\", ");
    HttpResponse<String> answer =
        send(
            request("/api/chat.postMessage")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(RecordJson.readRecord(answer.body())).isEqualTo(Map.of("ok", false, "error", code));
    assertThat(slack.workspace().messages(channel)).isEmpty();
  }

  @Test
  void aMessageHasFortyThousandCharacters() throws Exception {
    assertThat(posted(message("x".repeat(40_000)))).containsEntry("ok", true);
    assertThat(posted(message("x".repeat(40_001)))).containsEntry("error", "msg_too_long");
  }

  @Test
  void nobodyPostsInAnArchivedChannelOrOneTheyArentIn() throws Exception {
    slack.workspace().setMember(channel, false);
    assertThat(posted(message("a"))).containsEntry("error", "not_in_channel");
    assertThat(history("")).containsEntry("error", "not_in_channel");
    slack.workspace().setMember(channel, true);
    slack.workspace().archive(channel);
    assertThat(posted(message("a"))).containsEntry("error", "is_archived");
  }

  @Test
  void aTokenIsNeededAndTheRightOne() throws Exception {
    HttpRequest.Builder bare =
        HttpRequest.newBuilder(URI.create(slack.url() + "/api/chat.postMessage"));
    assertThat(send(bare).body()).contains("not_authed");
    assertThat(send(bare.header("Authorization", "Bearer wrong")).body()).contains("invalid_auth");
  }

  @Test
  void moreThanAMessageASecondIsTooManyForAChannelButNotForAnother() throws Exception {
    String other = slack.workspace().addChannel("other");
    posted(message("1"));
    posted(message("2"));

    HttpResponse<String> refused = post(message("3"));

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(refused.body()).contains("\"ratelimited\"");
    assertThat(posted(Map.of("channel", other, "text", "1"))).containsEntry("ok", true);
    forward(Duration.ofSeconds(1));
    assertThat(posted(message("3"))).containsEntry("ok", true);
    assertThat(post(message("4")).statusCode()).isEqualTo(429);
    assertThat(slack.workspace().messages(channel)).hasSize(3);
  }

  @Test
  void theHistoryIsReadFromTheNewestOnPageByPage() throws Exception {
    say(5);
    Map<String, Object> first = history("&limit=3");
    assertThat(texts(first)).containsExactly("m5", "m4", "m3");
    assertThat(first).containsEntry("has_more", true);
    String cursor = (String) ((Map<?, ?>) first.get("response_metadata")).get("next_cursor");
    Map<String, Object> last =
        history("&limit=3&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
    assertThat(texts(last)).containsExactly("m2", "m1");
    assertThat(last).containsEntry("has_more", false).doesNotContainKey("response_metadata");
  }

  @Test
  void theHistoryBeginsBehindTheOldestAskedFor() throws Exception {
    say(3);
    String second = slack.workspace().messages(channel).get(1).ts();
    assertThat(texts(history("&oldest=" + second))).containsExactly("m3");
  }

  @Test
  void metadataIsToldOnlyWhenAskedFor() throws Exception {
    Map<String, Object> body = new LinkedHashMap<>(message("a"));
    body.put("metadata", hidden("00Q1"));
    posted(body);
    assertThat(history("").toString()).doesNotContain("00Q1");
    Map<?, ?> told =
        (Map<?, ?>) ((List<?>) history("&include_all_metadata=true").get("messages")).get(0);
    assertThat(told.get("metadata")).isEqualTo(hidden("00Q1"));
  }

  @ParameterizedTest
  @CsvSource({
    "&limit=0, invalid_limit",
    "&limit=1000, invalid_limit",
    "&limit=x, invalid_limit",
    "&oldest=x, invalid_ts_oldest",
    "&cursor=x, invalid_cursor",
  })
  void aWrongQuestionIsRefused(String query, String code) throws Exception {
    assertThat(history(query)).isEqualTo(Map.of("ok", false, "error", code));
  }

  @Test
  void fiftyHistoriesAMinuteAreEnough() throws Exception {
    for (int i = 0; i < 50; i++) {
      history("");
    }
    HttpResponse<String> refused = send(request("/api/conversations.history?channel=" + channel));
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("2");
  }

  @Test
  void slackHasNoOtherMethodHere() throws Exception {
    assertThat(send(request("/api/chat.shout")).body()).contains("unknown_method");
  }
}
