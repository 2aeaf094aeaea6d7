package dev.oneway.http;

import dev.oneway.http.auth.AuthSettings;
import dev.oneway.run.FatalException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;

/**
 * The accounts of one Camel context, one per server and credentials: that a token is fetched once,
 * and a limit kept, whatever the number of endpoints. Threads may share it.
 */
public final class HttpAccounts extends ServiceSupport {
  private final Function<String, Optional<String>> settings;
  private final OutageListener outages;
  private final HttpTime time;
  private final Map<Key, HttpAccount> accounts = new ConcurrentHashMap<>();
  private final Map<String, Auth> auths = new ConcurrentHashMap<>();

  private record Key(Origin origin, String auth) {}

  private HttpAccounts(
      Function<String, Optional<String>> settings, OutageListener outages, HttpTime time) {
    this.settings = settings;
    this.outages = outages;
    this.time = time;
  }

  /**
   * Those of a context; closed together with it. An {@link OutageListener} in its registry is told
   * of outages, else they are logged; an {@link HttpTime} there takes the place of this machine's.
   */
  public static HttpAccounts of(CamelContext context) {
    synchronized (context) {
      HttpAccounts accounts = context.hasService(HttpAccounts.class);
      if (accounts == null) {
        accounts =
            new HttpAccounts(
                context.getPropertiesComponent()::resolveProperty,
                bound(context, OutageListener.class).orElseGet(LoggedOutages::new),
                bound(context, HttpTime.class).orElseGet(HttpTime::system));
        add(context, accounts);
      }
      return accounts;
    }
  }

  private static <T> Optional<T> bound(CamelContext context, Class<T> type) {
    return Optional.ofNullable(context.getRegistry().findSingleByType(type));
  }

  private static void add(CamelContext context, HttpAccounts accounts) {
    try {
      context.addService(accounts, true, true);
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP accounts can't be opened", e);
    }
  }

  HttpTime time() {
    return time;
  }

  /**
   * @param auth NAME of the settings {@code oneway.auth.NAME.*}; null for none
   * @throws dev.oneway.fault.NotConfiguredException when settings have no value
   * @throws FatalException when a setting can't be used
   */
  public HttpAccount account(Origin origin, String auth) {
    return accounts.computeIfAbsent(
        new Key(origin, auth == null ? "" : auth),
        key -> new HttpAccount(origin, auth == null ? Auth.none() : auth(auth), time, outages));
  }

  /** The same for each server, or two of them would use up one refresh token. */
  private Auth auth(String name) {
    return auths.computeIfAbsent(name, key -> AuthSettings.read(key, settings));
  }

  @Override
  protected void doStop() {
    accounts.values().forEach(HttpAccount::close);
    accounts.clear();
    auths.clear();
  }
}
