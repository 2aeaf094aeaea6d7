/** The dashboard: files a browser takes, and what they alone ask for. */
package dev.oneway.ops.dashboard;
