/**
 * How Oneway speaks HTTP: credentials, timeouts, retries, and what an answer's status means for the
 * work at hand. Sources and destinations use it; it knows neither.
 */
package dev.oneway.http;
