/** From the nodes of a mapping file to its model, with every fault on the way. */
package dev.oneway.mapping.model;
