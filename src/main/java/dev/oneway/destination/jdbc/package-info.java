/** {@code jdbc-upsert:}, which writes records and their children to PostgreSQL and SQLite. */
package dev.oneway.destination.jdbc;
