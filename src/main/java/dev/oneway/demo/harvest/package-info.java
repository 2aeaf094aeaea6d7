/** A Harvest account on this machine. */
package dev.oneway.demo.harvest;
