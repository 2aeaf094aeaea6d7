/** The server webhooks come in through: bounded in every way, and quiet about what is behind it. */
package dev.oneway.webhook.door;
