/** What a mapping or a destination refused: stored, listed, replayed, discarded. */
package dev.oneway.deadletter;
