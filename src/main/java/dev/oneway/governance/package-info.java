/** Who owns which field: the ways of all data together, and the proof that none leads back. */
package dev.oneway.governance;
