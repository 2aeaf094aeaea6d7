package dev.oneway.demo.scim;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Whose SCIM API a sandbox speaks, and what it does in its own way. */
public enum ScimApplication {
  /** Any application, as the RFCs have it. */
  PLAIN("/scim/v2", "userName|externalId|displayName"),

  /**
   * Slack: makes a name of its own of the userName, and finds members by their address.
   *
   * @see <a href="https://docs.slack.dev/reference/scim-api">SCIM API</a>
   */
  SLACK("/scim/v2", "userName|externalId|email") {
    @Override
    void adapt(Map<String, Object> resource) {
      String name = Objects.toString(resource.get("userName"), "");
      String mine = name.toLowerCase(Locale.ROOT).replaceFirst("@.*", "").replace("+", "");
      resource.put("userName", mine.substring(0, Math.min(LONGEST_NAME, mine.length())));
    }
  },

  /**
   * Atlassian's user provisioning, by which Jira gets its users.
   *
   * @see <a href="https://developer.atlassian.com/cloud/admin/user-provisioning/rest/intro/">User
   *     provisioning</a>
   */
  ATLASSIAN("/scim/directory/" + ScimApplication.DIRECTORY, "userName|externalId");

  /** The id of the one directory there is. */
  public static final String DIRECTORY = "abcdeg1234";

  private static final int LONGEST_NAME = 21;

  private final String base;
  private final String filters;

  /**
   * @param filters a pattern of the attributes it can be asked for
   */
  ScimApplication(String base, String filters) {
    this.base = base;
    this.filters = filters;
  }

  /** What stands before {@code /Users}. */
  String base() {
    return base;
  }

  /** Whether it can be asked for this attribute. */
  boolean filtersBy(String attribute) {
    return attribute.matches(filters);
  }

  /** Makes of a written resource what it keeps. */
  void adapt(Map<String, Object> resource) {}

  /** What is wrong with a resource. */
  Optional<String> fault(Map<String, Object> resource) {
    for (String name : List.of("userName", "displayName")) {
      if (resource.get(name) instanceof String text && text.isBlank()) {
        return Optional.of(name + " must not be blank");
      }
    }
    return Optional.empty();
  }
}
