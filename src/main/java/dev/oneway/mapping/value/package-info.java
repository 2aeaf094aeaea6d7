/** Values: where a field takes its own from, and each step of the work on it. */
package dev.oneway.mapping.value;
