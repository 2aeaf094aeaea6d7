/** Seeing it run: what the flows are doing, told to operations and to their tools. */
package dev.oneway.ops;
