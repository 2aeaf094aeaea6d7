/**
 * {@code inbox:}: events are durable before they are acknowledged, then delivered in chunks, in
 * order per key.
 */
package dev.oneway.webhook.inbox;
