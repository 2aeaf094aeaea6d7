package dev.oneway.ops.port;

/**
 * Somebody who was let in.
 *
 * @param name as the settings and the audit log call them
 */
public record Account(String name, Role role) {
  /** Whoever comes while no credentials are set, which only this machine can. */
  static final Account LOCAL = new Account("local", Role.OPERATOR);

  /** Whether they may do what needs this role. */
  public boolean may(Role needed) {
    return role.compareTo(needed) >= 0;
  }
}
