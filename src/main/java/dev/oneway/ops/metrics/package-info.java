/** Numbers for Prometheus: counted by the runs of this process, or read from the state store. */
package dev.oneway.ops.metrics;
