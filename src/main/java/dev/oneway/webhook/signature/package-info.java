/** {@code signature:}, who sent this: signatures of webhooks, checked and made. */
package dev.oneway.webhook.signature;
