/**
 * A Salesforce org on this machine: leads, cases, accounts, contacts and opportunities behind its
 * REST API.
 */
package dev.oneway.demo.salesforce;
