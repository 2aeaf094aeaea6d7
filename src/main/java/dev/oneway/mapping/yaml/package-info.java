/** YAML with line and column. */
package dev.oneway.mapping.yaml;
