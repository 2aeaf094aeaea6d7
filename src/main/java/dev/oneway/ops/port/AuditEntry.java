package dev.oneway.ops.port;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that was pressed.
 *
 * @param who the account's name
 * @param address where they came from
 * @param action what they asked for, in words
 * @param target what it was about: a path of the management port
 * @param result what came of it; empty while it is being done, and for ever when the process died
 */
public record AuditEntry(
    long id,
    Instant at,
    String who,
    String address,
    String action,
    String target,
    Optional<String> result) {}
