package dev.oneway.webhook.request;

/**
 * An endpoint that never keeps a thread waiting when a request is sent to it: what takes time is
 * done by others, who go on with the request afterwards. A route of nothing else needs no thread of
 * its own for a request.
 */
public interface Prompt {}
