/** A sandbox that answers like ServiceNow's Table API. */
package dev.oneway.demo.servicenow;
