/** The record that travels between the steps: rows, keys, versions, fingerprints. */
package dev.oneway.record;
