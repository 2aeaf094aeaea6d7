/** A Salesforce org on this machine: leads, cases, accounts and contacts behind its REST API. */
package dev.oneway.demo.salesforce;
