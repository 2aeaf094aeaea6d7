/**
 * What the words of the mapping language are: the readers are checked against it, and the JSON
 * Schema and the reference page are made from it.
 */
package dev.oneway.mapping.language;
