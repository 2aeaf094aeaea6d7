/** The command line: what people and programs may ask of the application. */
package dev.oneway.cli;
