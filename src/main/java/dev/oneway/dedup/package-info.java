/** {@code dedup:}, the ledger: per key the version a destination has confirmed. */
package dev.oneway.dedup;
