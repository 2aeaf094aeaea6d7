package dev.oneway.contract;

import dev.oneway.demo.scim.ScimApplication;
import java.util.Map;

/**
 * Members, who are called otherwise there than they were told to be, and known by their address.
 */
class SlackMembersContractTest extends ScimApplicationContract {
  SlackMembersContractTest() {
    super("slack-user-sink", "slack-admin", ScimApplication.SLACK, Map.of());
  }
}
