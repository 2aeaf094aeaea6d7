/** The port operations look and press through: who may, what is let in, and what is kept of it. */
package dev.oneway.ops.port;
