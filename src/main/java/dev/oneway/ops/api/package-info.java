/**
 * The JSON API of the management port: what the commands print with {@code --json}, and buttons.
 */
package dev.oneway.ops.api;
