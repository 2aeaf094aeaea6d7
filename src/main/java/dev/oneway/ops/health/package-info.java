/** How the process and its flows are, and what to do where something is wrong. */
package dev.oneway.ops.health;
