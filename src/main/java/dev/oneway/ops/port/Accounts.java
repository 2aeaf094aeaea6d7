package dev.oneway.ops.port;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who may come in at the management port, by token or by name and password. Without any, everybody
 * may, and then the port is for this machine alone. Immutable.
 */
public final class Accounts {
  /** As many characters as a guess must get right. */
  public static final int SHORTEST_TOKEN = 16;

  public static final int SHORTEST_PASSWORD = 8;

  /** Nobody is asked who they are. */
  public static final Accounts NONE = new Accounts(List.of());

  private final List<Credential> credentials;

  private Accounts(List<Credential> credentials) {
    this.credentials = List.copyOf(credentials);
  }

  /**
   * @param token at least {@link #SHORTEST_TOKEN} characters
   */
  public Accounts withToken(Account account, String token) {
    return with(Credential.token(account, token));
  }

  /**
   * @param password at least {@link #SHORTEST_PASSWORD} characters
   */
  public Accounts withPassword(Account account, String password) {
    return with(Credential.password(account, password));
  }

  private Accounts with(Credential credential) {
    List<Credential> more = new ArrayList<>(credentials);
    more.add(credential);
    return new Accounts(more);
  }

  public boolean isEmpty() {
    return credentials.isEmpty();
  }

  /**
   * Whose header this is. Compares with every account, so that the time it takes says nothing.
   *
   * @param header the value of {@code Authorization}
   */
  Optional<Account> of(String header) {
    int blank = header.indexOf(' ');
    if (blank < 0) {
      return Optional.empty();
    }
    String scheme = header.substring(0, blank).toLowerCase(Locale.ROOT);
    byte[] presented = Credential.digest(scheme, header.substring(blank + 1).strip());
    Account found = null;
    for (Credential credential : credentials) {
      if (credential.is(presented)) {
        found = credential.account();
      }
    }
    return Optional.ofNullable(found);
  }

  /** What {@code WWW-Authenticate} asks for. */
  List<String> challenges() {
    return credentials.stream()
        .map(Credential::scheme)
        .distinct()
        .map(
            scheme ->
                scheme
                    + " realm=\"oneway\""
                    + (scheme.equals("Basic") ? ", charset=\"UTF-8\"" : ""))
        .toList();
  }
}
