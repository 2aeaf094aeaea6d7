/** A sandbox of an application that logs. */
package dev.oneway.demo.logs;
