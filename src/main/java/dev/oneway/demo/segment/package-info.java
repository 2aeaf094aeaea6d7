/** A sandbox of Segment. */
package dev.oneway.demo.segment;
