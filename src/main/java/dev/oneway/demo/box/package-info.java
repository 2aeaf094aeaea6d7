/** Box on this machine: files with versions and metadata. */
package dev.oneway.demo.box;
