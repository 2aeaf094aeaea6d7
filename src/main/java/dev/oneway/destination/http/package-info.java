/**
 * Writes records into vendors' HTTP APIs by requests a route declares. The way of a chunk: {@code
 * Planner} decides each record's next step, {@code Crew} and {@code Post} send what is due, the
 * judges draw the consequences of the answers, until each record has its outcome.
 */
package dev.oneway.destination.http;
