package dev.oneway.demo.scim;

import dev.oneway.demo.http.Quota;
import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.SandboxServer;
import dev.oneway.demo.http.Weather;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An application on this machine whose users and groups are managed by SCIM 2.0. It filters by one
 * attribute at a time, as most do. Threads may share it.
 */
public final class ScimSandbox implements AutoCloseable {
  private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:";
  private static final int REQUESTS_A_MINUTE = 600;

  private final String token;
  private final ScimResources users;
  private final ScimResources groups;
  private final ScimEndpoint userEndpoint;
  private final ScimEndpoint groupEndpoint;
  private final Pattern path;
  private final Quota quota =
      new Quota(REQUESTS_A_MINUTE, Duration.ofMinutes(1), InstantSource.system());
  private final SandboxServer server;

  private ScimSandbox(int port, ScimApplication application, String token, Weather weather)
      throws IOException {
    this.token = token;
    this.users = new ScimResources("userName", application);
    this.groups = new ScimResources("displayName", application);
    this.userEndpoint = new ScimEndpoint(CORE + "User", users, application, id -> false);
    this.groupEndpoint =
        new ScimEndpoint(CORE + "Group", groups, application, id -> users.find(id).isPresent());
    this.path = Pattern.compile(Pattern.quote(application.base()) + "/(Users|Groups)(?:/(.+))?");
    this.server = SandboxServer.start(port, this::answer, weather);
  }

  /**
   * @param port 0 for any that is free
   * @param token as in {@code Authorization: Bearer …}
   * @throws IOException when the port is taken
   */
  public static ScimSandbox start(
      int port, ScimApplication application, String token, Weather weather) throws IOException {
    return new ScimSandbox(port, application, token, weather);
  }

  /** Its address, without {@code /scim}. */
  public String url() {
    return server.url();
  }

  /** Its users, to look at and to change. */
  public ScimResources users() {
    return users;
  }

  /** Its groups, to look at and to change. */
  public ScimResources groups() {
    return groups;
  }

  /** So many requests from now on in a minute. */
  public void allow(int requests) {
    quota.allow(requests);
  }

  private Reply answer(Request request) {
    if (!request.bearer().orElse("").equals(token)) {
      return ScimEndpoint.error(401, "", "The token is invalid");
    }
    if (!quota.take()) {
      return ScimEndpoint.error(429, "", "Too many requests")
          .with("Retry-After", Long.toString(quota.secondsLeft()));
    }
    Matcher asked = path.matcher(request.path());
    if (!asked.matches()) {
      return ScimEndpoint.error(404, "", "There is no such resource type");
    }
    String id = asked.group(2) == null ? "" : asked.group(2);
    ScimEndpoint endpoint = asked.group(1).equals("Users") ? userEndpoint : groupEndpoint;
    return endpoint.answer(request, id);
  }

  /** Closes it at once; what it held is gone. */
  @Override
  public void close() {
    server.close();
  }
}
