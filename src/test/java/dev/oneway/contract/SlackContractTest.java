package dev.oneway.contract;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.slack.SlackMessage;
import dev.oneway.demo.slack.SlackSandbox;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Messages, each posted once and never again. */
class SlackContractTest extends HttpDestinationContract {
  private static final String TOKEN = "xoxb-s3cret-token";
  private static final String EVENT = "thing_made";

  @Override
  VendorUnderTest open(Weather weather) throws IOException {
    // Each time it is asked two seconds have gone by, so that the limit of a message a second holds
    // nobody up.
    AtomicLong second = new AtomicLong(1_780_000_000);
    SlackSandbox sandbox =
        SlackSandbox.start(0, TOKEN, weather, () -> Instant.ofEpochSecond(second.addAndGet(2)));
    return new Chat(sandbox, sandbox.workspace().addChannel("sales"), new AtomicInteger());
  }

  /**
   * @param forgotten how many messages are of earlier tests; nobody can take them back
   */
  private record Chat(SlackSandbox sandbox, String channel, AtomicInteger forgotten)
      implements VendorUnderTest {
    private List<SlackMessage> messages() {
      List<SlackMessage> all = sandbox.workspace().messages(channel);
      return all.subList(forgotten.get(), all.size());
    }

    private static String key(SlackMessage message) {
      return (String) message.metadata().orElseThrow().payload().get(EVENT);
    }

    @Override
    public String kamelet() {
      return "slack-message-sink";
    }

    @Override
    public Map<String, String> properties() {
      return Map.of("url", sandbox.url(), "channel", channel, "event", EVENT, "rate", "1000/1s");
    }

    @Override
    public Map<String, String> settings() {
      return Map.of("oneway.auth.slack.type", "bearer", "oneway.auth.slack.token", TOKEN);
    }

    @Override
    public String mapping() {
      return """
          source: { system: Store, object: thing, owner: tests }
          destination: { system: Slack, object: message }
          key: { thing: id }
          changedAt: { from: revision, type: integer }
          fields:
            text: name
          """;
    }

    @Override
    public boolean writes(Request request) {
      return request.method().equals("POST");
    }

    @Override
    public int batch() {
      return 1;
    }

    @Override
    public boolean updates() {
      return false;
    }

    @Override
    public Map<String, String> names() {
      return messages().stream().collect(Collectors.toMap(Chat::key, SlackMessage::text));
    }

    @Override
    public long count(String key) {
      return messages().stream().filter(message -> key(message).equals(key)).count();
    }

    @Override
    public void edit(String key) {
      throw new UnsupportedOperationException("a message belongs to who posted it");
    }

    @Override
    public boolean isAsEdited(String key) {
      throw new UnsupportedOperationException("a message belongs to who posted it");
    }

    @Override
    public void remove(String key) {
      throw new UnsupportedOperationException("a message that is gone isn't posted again");
    }

    @Override
    public void create(String key) {
      throw new UnsupportedOperationException("nobody else posts with our key");
    }

    @Override
    public String refusedName() {
      return " ";
    }

    @Override
    public String refusal() {
      return "no_text";
    }

    @Override
    public List<Reply> faultsOfNobodysRecord() {
      return Stream.of(
              "invalid_auth", "missing_scope", "not_in_channel", "channel_not_found", "is_archived")
          .map(Chat::no)
          .toList();
    }

    @Override
    public List<Reply> doubtfulAnswers() {
      return List.of(no("internal_error"), no("fatal_error"));
    }

    private static Reply no(String code) {
      return Reply.json(200, Map.of("ok", false, "error", code));
    }

    @Override
    public void clear() {
      forgotten.set(sandbox.workspace().messages(channel).size());
    }

    @Override
    public void close() {
      sandbox.close();
    }
  }
}
