package dev.oneway.source;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a page once it was read to its end.
 *
 * @param number 1 for the first page of the read
 * @param records on this page
 * @param recordsSoFar on this page and all before it
 * @param links its Link headers
 * @param told the text the paging's pointer led to; empty when absent, null or blank
 */
record ReadPage(
    URI url,
    long number,
    long records,
    long recordsSoFar,
    List<String> links,
    Optional<String> told) {}
