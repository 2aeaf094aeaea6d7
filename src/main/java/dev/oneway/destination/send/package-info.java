/** {@code send:}: any Camel endpoint as a destination, a message for each record. */
package dev.oneway.destination.send;
