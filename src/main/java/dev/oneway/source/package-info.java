/** {@code pages:}, which reads a paged HTTP resource as one lazy iterator of records. */
package dev.oneway.source;
