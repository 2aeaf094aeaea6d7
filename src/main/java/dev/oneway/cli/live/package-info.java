/**
 * Flows as people watch them: a screen that shows what arrives where, and stories of one change
 * after the other.
 */
package dev.oneway.cli.live;
