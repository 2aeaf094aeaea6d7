/** What runs leave in the state store to be looked back at, and how long it stays. */
package dev.oneway.ops.history;
