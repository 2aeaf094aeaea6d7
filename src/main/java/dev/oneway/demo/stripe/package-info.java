/** Stripe on this machine: customers, subscriptions, invoices and their events. */
package dev.oneway.demo.stripe;
