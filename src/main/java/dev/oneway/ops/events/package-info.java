/** What happens, told to whoever listens: server-sent events of the management port. */
package dev.oneway.ops.events;
