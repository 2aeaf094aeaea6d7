package dev.oneway.app;

import dev.oneway.ops.port.Account;
import dev.oneway.ops.port.Accounts;
import dev.oneway.ops.port.PortOptions;
import dev.oneway.ops.port.Role;
import java.util.List;
import java.util.Optional;

/** Reads the settings {@code oneway.management.*}: where operations look in, and who may. */
final class ManagementSettings {
  static final List<String> NAMES =
      List.of(
          "oneway.management",
          "oneway.management.host",
          "oneway.management.port",
          "oneway.management.access.NAME.token",
          "oneway.management.access.NAME.password",
          "oneway.management.access.NAME.role",
          "oneway.management.tls.certificate",
          "oneway.management.tls.key",
          "oneway.management.tls.keystore",
          "oneway.management.tls.password",
          "oneway.management.tls.passwordFile");

  private static final String ACCESS = "oneway.management.access.";
  private static final int LARGEST_PORT = 65_535;

  private final Settings settings;

  private ManagementSettings(Settings settings) {
    this.settings = settings;
  }

  /**
   * @return empty when the port is switched off
   * @throws IllegalArgumentException with what is wrong and what would be right
   */
  static Optional<PortOptions> read(Settings settings) {
    String management = settings.get("oneway.management", "on");
    return switch (management) {
      case "on" -> Optional.of(new ManagementSettings(settings).read());
      case "off" -> Optional.empty();
      default ->
          throw new IllegalArgumentException(
              "oneway.management: `" + management + "` is neither on nor off.");
    };
  }

  private PortOptions read() {
    long port = settings.count("oneway.management.port", PortOptions.DEFAULT.port());
    if (port > LARGEST_PORT) {
      throw new IllegalArgumentException(
          "oneway.management.port cannot be " + port + ", but 0 to " + LARGEST_PORT + ".");
    }
    return new PortOptions(
        settings.get("oneway.management.host", PortOptions.DEFAULT.host()),
        (int) port,
        accounts(),
        new TlsSettings(settings, "oneway.management.tls").read());
  }

  private Accounts accounts() {
    Accounts accounts = Accounts.NONE;
    for (String name : settings.namesBehind(ACCESS)) {
      accounts = with(accounts, name);
    }
    return accounts;
  }

  private Accounts with(Accounts accounts, String name) {
    String token = settings.get(ACCESS + name + ".token", "");
    String password = settings.get(ACCESS + name + ".password", "");
    if (token.isBlank() == password.isBlank()) {
      throw new IllegalArgumentException(
          ACCESS + name + " needs a .token or a .password. Set one of them.");
    }
    Account account = new Account(name, role(name));
    if (password.isBlank()) {
      requireLength(ACCESS + name + ".token", token, Accounts.SHORTEST_TOKEN);
      return accounts.withToken(account, token);
    }
    requireLength(ACCESS + name + ".password", password, Accounts.SHORTEST_PASSWORD);
    return accounts.withPassword(account, password);
  }

  private Role role(String name) {
    String word = settings.get(ACCESS + name + ".role", Role.READ_ONLY.word());
    return Role.ofWord(word)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    ACCESS
                        + name
                        + ".role: `"
                        + word
                        + "` is neither "
                        + String.join(" nor ", Role.words())
                        + "."));
  }

  private static void requireLength(String name, String secret, int least) {
    if (secret.length() < least) {
      throw new IllegalArgumentException(
          name + " can be guessed: it must have at least " + least + " characters.");
    }
  }
}
