package dev.oneway.webhook.inbox;

import java.util.Optional;

/**
 * An event that waits in an inbox.
 *
 * @param id its place in the order of its key
 * @param bytes how long its JSON is in UTF-8
 * @param attempts how often its delivery has failed by its own fault
 */
public record StoredEvent(long id, Optional<String> key, String json, long bytes, int attempts) {}
