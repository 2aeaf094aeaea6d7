/**
 * Drafts of flows: looks at both sides of a new one and writes a route and a mapping that are right
 * as files, with every guess marked for review.
 */
package dev.oneway.draft;
