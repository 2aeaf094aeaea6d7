/** What comes in by itself: who sent it, and kept safe before it is acknowledged. */
package dev.oneway.webhook;
