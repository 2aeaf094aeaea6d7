/** What every destination promises: idempotent writes, and an outcome for each record. */
package dev.oneway.destination;
