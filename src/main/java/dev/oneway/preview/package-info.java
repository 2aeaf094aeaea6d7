/**
 * What a flow would do, and whether what it did is still there: plans, their application, and
 * drift.
 */
package dev.oneway.preview;
