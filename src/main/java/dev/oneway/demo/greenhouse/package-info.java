/** Greenhouse Recruiting on this machine: the Harvest API and webhooks. */
package dev.oneway.demo.greenhouse;
