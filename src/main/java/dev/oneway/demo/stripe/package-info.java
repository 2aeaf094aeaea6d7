/** Stripe customers on this machine. */
package dev.oneway.demo.stripe;
