/** A sandbox that answers like Zendesk's Support API: tickets to export, organizations to keep. */
package dev.oneway.demo.zendesk;
