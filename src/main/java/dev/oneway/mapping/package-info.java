/** {@code mapping:}, which makes of source records what a destination shall hold. */
package dev.oneway.mapping;
