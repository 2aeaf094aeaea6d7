/** A HubSpot account on this machine: contacts and companies, searched and written by its API. */
package dev.oneway.demo.hubspot;
