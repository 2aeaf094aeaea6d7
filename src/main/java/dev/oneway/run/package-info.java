/**
 * A run and its books: each record read meets exactly one fate, and the watermark waits for all.
 */
package dev.oneway.run;
