/** The state store: SQLite or PostgreSQL, the same SQL on both. */
package dev.oneway.state;
