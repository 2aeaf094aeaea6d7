package dev.oneway.mapping.model;

import java.util.Optional;

/**
 * One side of a mapping.
 *
 * @param system the system's name, e.g. {@code HubSpot}
 * @param object what it calls the records, e.g. {@code contact} or a table
 * @param owner who answers for the data there, when the file says so
 */
public record Party(String system, String object, Optional<String> owner) {}
