package dev.oneway.demo.slack;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.SandboxServer;
import dev.oneway.demo.http.Weather;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/**
 * A Slack workspace on this machine that answers {@code chat.postMessage} and {@code
 * conversations.history} like Slack's Web API: refusals are HTTP 200 with {@code ok: false}, but
 * for the limits of one message a second and channel (with short bursts) and of 50 histories a
 * minute. It begins without channels. Threads may share it.
 *
 * @see <a href="https://docs.slack.dev/apis/web-api/">Web API</a>
 * @see <a href="https://docs.slack.dev/apis/web-api/rate-limits">Limits</a>
 */
public final class SlackSandbox implements AutoCloseable {
  private static final int MESSAGES_AT_ONCE = 2;
  private static final int HISTORIES_A_MINUTE = 50;

  private final String token;
  private final SlackWorkspace workspace;
  private final PostMessage postMessage;
  private final History history;
  private final SandboxServer server;

  private SlackSandbox(int port, String token, Weather weather, InstantSource clock)
      throws IOException {
    this.token = token;
    this.workspace = new SlackWorkspace(clock);
    this.postMessage =
        new PostMessage(workspace, new Pace(Duration.ofSeconds(1), MESSAGES_AT_ONCE, clock));
    this.history =
        new History(
            workspace,
            new Pace(
                Duration.ofMinutes(1).dividedBy(HISTORIES_A_MINUTE), HISTORIES_A_MINUTE, clock));
    this.server = SandboxServer.start(port, this::answer, weather);
  }

  /**
   * Opens a workspace, reachable from this machine only.
   *
   * @param port 0 for any that is free
   * @param token the bot's, as in {@code Authorization: Bearer xoxb-…}
   * @throws IOException when the port is taken
   */
  public static SlackSandbox start(int port, String token, Weather weather) throws IOException {
    return start(port, token, weather, InstantSource.system());
  }

  /** Opens a workspace that lives in the time of this clock. */
  public static SlackSandbox start(int port, String token, Weather weather, InstantSource clock)
      throws IOException {
    return new SlackSandbox(port, token, weather, clock);
  }

  /** Its address, without {@code /api}. */
  public String url() {
    return server.url();
  }

  /** Its channels and messages, to look at and to change. */
  public SlackWorkspace workspace() {
    return workspace;
  }

  private Reply answer(Request request) {
    try {
      requireToken(request);
      return switch (request.path()) {
        case "/api/chat.postMessage" -> postMessage.answer(request);
        case "/api/conversations.history" -> history.answer(request);
        default -> throw new SlackRefusal("unknown_method");
      };
    } catch (SlackRefusal refusal) {
      return refusal.reply();
    }
  }

  private void requireToken(Request request) throws SlackRefusal {
    String given = request.bearer().orElseThrow(() -> new SlackRefusal("not_authed"));
    if (!given.equals(token)) {
      throw new SlackRefusal("invalid_auth");
    }
  }

  /** Closes it at once; its messages are gone. */
  @Override
  public void close() {
    server.close();
  }
}
