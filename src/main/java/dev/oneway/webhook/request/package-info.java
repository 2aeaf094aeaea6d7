/** A webhook's request as it arrived, and the answers to it. */
package dev.oneway.webhook.request;
