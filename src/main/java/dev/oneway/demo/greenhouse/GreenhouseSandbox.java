package dev.oneway.demo.greenhouse;

import dev.oneway.demo.http.Reply;
import dev.oneway.demo.http.Request;
import dev.oneway.demo.http.SandboxServer;
import dev.oneway.demo.http.Weather;
import dev.oneway.demo.http.Webhooks;
import dev.oneway.webhook.signature.Signer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Greenhouse Recruiting on this machine: Harvest v3's lists of candidates, applications, jobs,
 * offers and notes, the requests that add and change candidates and add notes, with OAuth client
 * credentials and the limit of a window, for one organization or several; and webhooks of the
 * first, signed. Threads may share it.
 *
 * @see <a href="https://harvestdocs.greenhouse.io/docs/authentication">Authentication</a>
 * @see <a href="https://developers.greenhouse.io/webhooks.html">Webhooks</a>
 */
public final class GreenhouseSandbox implements AutoCloseable {
  private final Webhooks webhooks;
  private final InstantSource clock;
  private final List<GreenhouseAccount> accounts = new CopyOnWriteArrayList<>();
  private final SandboxServer server;

  private GreenhouseSandbox(int port, Weather weather, InstantSource clock, Webhooks webhooks)
      throws IOException {
    this.webhooks = webhooks;
    this.clock = clock;
    this.server = SandboxServer.start(port, this::answer, weather);
  }

  /**
   * @param port 0 for any that is free
   * @param id the client's
   * @param secret the client's, and the webhooks'
   * @param luck what becomes of the next webhook
   * @throws IOException when the port is taken
   */
  public static GreenhouseSandbox start(
      int port,
      String id,
      String secret,
      Weather weather,
      InstantSource clock,
      Supplier<Webhooks.Luck> luck)
      throws IOException {
    Webhooks webhooks = new Webhooks(Signer.of("greenhouse", List.of(secret), clock), luck);
    GreenhouseSandbox sandbox = new GreenhouseSandbox(port, weather, clock, webhooks);
    sandbox.add(id, secret, new GreenhouseOrg(clock, webhooks));
    return sandbox;
  }

  /** Another organization, which has nobody yet, at the same address. */
  public GreenhouseAccount addOrganization(String id, String secret) {
    Webhooks nobody =
        new Webhooks(Signer.of("greenhouse", List.of(secret), clock), () -> Webhooks.Luck.LOST);
    return add(id, secret, new GreenhouseOrg(clock, nobody));
  }

  private GreenhouseAccount add(String id, String secret, GreenhouseOrg org) {
    GreenhouseAccount account = new GreenhouseAccount(id, secret, org, clock);
    accounts.add(account);
    return account;
  }

  /** Its address, without {@code /v3}. */
  public String url() {
    return server.url();
  }

  /** Where tokens are given out. */
  public String tokenUrl() {
    return server.url() + "/token";
  }

  /** The first organization's candidates and what recruiters do with them. */
  public GreenhouseOrg org() {
    return account().org();
  }

  /** The first organization's credentials. */
  public GreenhouseAccount account() {
    return accounts.get(0);
  }

  /** Where the first one tells of its candidates. */
  public Webhooks webhooks() {
    return webhooks;
  }

  /** So many requests of the first one from now on in 30 seconds. */
  public void allow(int requests) {
    account().allow(requests);
  }

  private Reply answer(Request request) {
    if (request.path().equals("/token")) {
      return accounts.stream()
          .filter(account -> account.isClient(request))
          .findFirst()
          .map(account -> account.token(request))
          .orElseGet(() -> Reply.json(401, Map.of("error", "invalid_client")));
    }
    for (GreenhouseAccount account : accounts) {
      Optional<String> user = account.userOf(request);
      if (user.isPresent()) {
        return account.answer(request, user.get(), url());
      }
    }
    return Reply.json(401, Map.of("message", "Invalid access token."));
  }

  /** Closes it at once; its candidates are gone. */
  @Override
  public void close() {
    server.close();
  }
}
