package dev.oneway.demo.zendesk;

import dev.oneway.demo.http.Quota;
import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.Vendor;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Who asks, how often, and for what. Threads may share it. */
final class ZendeskApi implements Vendor {
  private static final String EXPORT = "/api/v2/incremental/tickets/cursor";
  private static final String ORGANIZATIONS = "/api/v2/organizations";

  private final String basic;
  private final String token;
  private final Quota all;
  private final Quota exports;
  private final TicketExport export;
  private final OrganizationsApi organizations;

  /**
   * @param email of the agent the API token is used for
   * @param all the account's limit for requests
   * @param exports the limit for exports
   */
  ZendeskApi(
      String email,
      String token,
      Quota all,
      Quota exports,
      TicketExport export,
      OrganizationsApi organizations) {
    String credentials = email + "/token:" + token;
    this.basic =
        "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    this.token = token;
    this.all = all;
    this.exports = exports;
    this.export = export;
    this.organizations = organizations;
  }

  @Override
  public Reply answer(Request request) {
    boolean bearer = request.bearer().isPresent();
    if (bearer && !request.bearer().get().equals(token)) {
      return ZendeskErrors.invalidToken();
    }
    if (!bearer && !request.header("Authorization").orElse("").equals(basic)) {
      return ZendeskErrors.unauthorized();
    }
    if (!all.take()) {
      return limited(
          ZendeskErrors.tooMany(
              "Rate limit for this endpoint exceeded. Please wait before trying again.", all));
    }
    return limited(route(request));
  }

  private Reply route(Request request) {
    String path = request.path().replaceFirst("\\.json$", "");
    if (path.equals(EXPORT) && request.method().equals("GET")) {
      return exports.take()
          ? export.answer(request)
          : ZendeskErrors.tooMany(
              "Number of allowed incremental ticket export API requests per minute exceeded",
              exports);
    }
    return path.equals(ORGANIZATIONS) || path.startsWith(ORGANIZATIONS + "/")
        ? organizations.answer(request, path.substring(ORGANIZATIONS.length()))
        : ZendeskErrors.invalidEndpoint();
  }

  private Reply limited(Reply reply) {
    String limit = Integer.toString(all.limit());
    String remaining = Integer.toString(all.remaining());
    return reply
        .with("X-Rate-Limit", limit)
        .with("X-Rate-Limit-Remaining", remaining)
        .with("ratelimit-limit", limit)
        .with("ratelimit-remaining", remaining)
        .with("ratelimit-reset", Long.toString(all.secondsLeft()));
  }
}
