/** Route files: each loaded alone, and checked more strictly than Camel does. */
package dev.oneway.flow;
