package dev.oneway.demo.hubspot;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.SandboxServer;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.hubspot.HubSpotReplies.Refused;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A HubSpot account on this machine that answers like HubSpot's CRM API v3: search with its cap of
 * 10,000 results and its limit of 5 requests a second, batch upsert, batch read, credentials,
 * limits and refusals. Limits count in real time. Threads may share it.
 *
 * @see <a href="https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines">
 *     Limits</a>
 */
public final class HubSpotSandbox implements AutoCloseable {
  private static final int DAILY = 625_000;
  private static final Pattern PATH =
      Pattern.compile("/crm/v3/objects/([^/]+)(?:/(search|batch/upsert|batch/read))?");

  private final String token;
  private final HubSpotAccount account;
  private final RequestLimit searches = new RequestLimit(5, Duration.ofSeconds(1));
  private final RequestLimit others = new RequestLimit(190, Duration.ofSeconds(10));
  private final AtomicInteger today = new AtomicInteger();
  private SandboxServer server;

  private HubSpotSandbox(String token, HubSpotAccount account) {
    this.token = token;
    this.account = account;
  }

  /**
   * Opens an account without records, reachable from this machine only.
   *
   * @param port 0 for any that is free
   * @param token what {@code Authorization: Bearer} must carry
   * @throws IOException when the port is taken
   */
  public static HubSpotSandbox start(int port, String token, Weather weather) throws IOException {
    return start(port, token, weather, InstantSource.system());
  }

  /** Opens an account whose records live in the time of this clock. */
  public static HubSpotSandbox start(int port, String token, Weather weather, InstantSource clock)
      throws IOException {
    HubSpotSandbox sandbox = new HubSpotSandbox(token, new HubSpotAccount(clock));
    sandbox.server = SandboxServer.start(port, sandbox::answer, weather);
    return sandbox;
  }

  /** Its address, e.g. {@code http://localhost:34567}. */
  public String url() {
    return server.url();
  }

  /** What the account holds, to look at and to change. */
  public HubSpotAccount account() {
    return account;
  }

  /** From now on so many searches are allowed a second; at first it is 5, as at HubSpot. */
  public void searchesASecond(int most) {
    searches.allow(most);
  }

  private Reply answer(Request request) {
    if (!request.bearer().equals(Optional.of(token))) {
      return HubSpotReplies.unauthorized();
    }
    Matcher path = PATH.matcher(request.path());
    if (!path.matches()) {
      return HubSpotReplies.error(404, "OBJECT_NOT_FOUND", "No route found for " + request.path());
    }
    Optional<HubSpotObjects> objects = account.objects(path.group(1));
    if (objects.isEmpty()) {
      String why = "Unable to infer object type from: " + path.group(1);
      return HubSpotReplies.error(400, "VALIDATION_ERROR", why);
    }
    if (path.group(2) == null && request.method().equals("GET")) {
      return limited("", objects.get(), request);
    }
    if (path.group(2) == null || !request.method().equals("POST")) {
      return HubSpotReplies.error(405, "VALIDATION_ERROR", "Method Not Allowed");
    }
    return limited(path.group(2), objects.get(), request);
  }

  private Reply limited(String what, HubSpotObjects objects, Request request) {
    if (what.equals("search")) {
      // A search tells what is left of the day, and nothing of its own limit.
      return searches.take()
          ? daily(reply(what, objects, request))
          : HubSpotReplies.tooMany("SECONDLY");
    }
    if (!others.take()) {
      return HubSpotReplies.tooMany("TEN_SECONDLY_ROLLING");
    }
    return daily(reply(what, objects, request))
        .with("X-HubSpot-RateLimit-Max", String.valueOf(others.requests()))
        .with("X-HubSpot-RateLimit-Remaining", String.valueOf(others.left()))
        .with("X-HubSpot-RateLimit-Interval-Milliseconds", "10000");
  }

  private Reply daily(Reply reply) {
    return reply
        .with("X-HubSpot-RateLimit-Daily", String.valueOf(DAILY))
        .with(
            "X-HubSpot-RateLimit-Daily-Remaining", String.valueOf(DAILY - today.incrementAndGet()));
  }

  private static Reply reply(String what, HubSpotObjects objects, Request request) {
    try {
      return switch (what) {
        case "" -> HubSpotList.answer(objects, request);
        case "search" -> HubSpotSearch.answer(objects, request);
        case "batch/upsert" -> new HubSpotBatch(objects, request).upsert();
        default -> new HubSpotBatch(objects, request).read();
      };
    } catch (Refused e) {
      return e.reply();
    }
  }

  /** Closes it at once; its records are gone. */
  @Override
  public void close() {
    server.close();
  }
}
