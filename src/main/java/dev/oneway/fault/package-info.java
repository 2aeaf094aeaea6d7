/** Mistakes in files somebody wrote, told with their place and their remedy. */
package dev.oneway.fault;
