package dev.oneway.destination.http.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.oneway.http.Failure;
import java.util.Optional;

/**
 * An answer as a whole.
 *
 * @param document the body as JSON; a missing node when there is none
 * @param said of a refusal, what the vendor says in any form; empty for 2xx
 * @param location the header Location
 * @param failure what its status means; empty for 2xx
 */
public record Received(
    int status,
    JsonNode document,
    String said,
    Optional<String> location,
    Optional<Failure> failure) {}
