package dev.oneway.contract;

import dev.oneway.demo.scim.ScimApplication;
import java.util.Map;

/** Users of an Atlassian directory. */
class JiraContractTest extends ScimApplicationContract {
  JiraContractTest() {
    super(
        "jira-user-sink",
        "jira",
        ScimApplication.ATLASSIAN,
        Map.of("directory", ScimApplication.DIRECTORY));
  }
}
