package dev.oneway.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Stands in a mapped record, at any depth, for the id that a destination gave to the record another
 * flow delivered, or the same flow. The mapping that puts it there stays pure; the ledger step puts
 * the id in its place, from what that flow's ledger remembers.
 *
 * <p>Its JSON, {@code {"$ref": flow, "key": key}}, is for people and isn't read back. Immutable;
 * threads may share it.
 *
 * @param flow the flow that delivers what is meant
 * @param ledger the name of that flow's ledger
 * @param key the key it delivers it under, as {@link Keys} writes it
 * @param skipped whether it is left out while there is no such record, so that nothing waits for it
 */
public record Reference(
    @JsonProperty("$ref") String flow,
    @JsonIgnore String ledger,
    @JsonProperty("key") String key,
    @JsonIgnore boolean skipped) {}
