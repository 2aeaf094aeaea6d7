/** Outreach accounts on this machine. */
package dev.oneway.demo.outreach;
