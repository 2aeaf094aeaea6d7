/** The application: settings, databases and flows in one Camel context, started and stopped. */
package dev.oneway.app;
