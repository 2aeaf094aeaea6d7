package dev.oneway.http.paging;

import java.util.Optional;

/** How a read finds its records and its way through them. Immutable; threads may share it. */
public record ReadPlan(PagePointers pointers, Paging paging, Optional<Window> window) {}
