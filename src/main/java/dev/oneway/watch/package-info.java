/** Files that people edit while they are in use: looked at until they are written to their end. */
package dev.oneway.watch;
