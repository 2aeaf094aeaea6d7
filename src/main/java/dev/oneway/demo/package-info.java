/**
 * Sandbox systems that answer like the vendors, for a first run without accounts. Their data comes
 * from a fixed seed and keeps changing, one {@code tick()} at a time.
 */
package dev.oneway.demo;
