/** Rows of the stock {@code sql:} component as records. */
package dev.oneway.source.sql;
