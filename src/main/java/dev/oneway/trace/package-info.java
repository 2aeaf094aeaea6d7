/** OpenTelemetry traces of runs, for those who switch them on. */
package dev.oneway.trace;
