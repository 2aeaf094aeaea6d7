/** Watches how the flows fare, and raises an alert when that changes. */
package dev.oneway.oversight;
