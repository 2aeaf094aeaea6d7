/** JSONata expressions, made pure and bounded. */
package dev.oneway.mapping.jsonata;
