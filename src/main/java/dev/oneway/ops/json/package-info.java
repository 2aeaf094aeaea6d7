/**
 * What programs read: the one way each thing is written as JSON, by the commands and by the API.
 */
package dev.oneway.ops.json;
