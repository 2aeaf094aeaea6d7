/** Coupa on this machine: invoices and purchase orders with their documents, only to be read. */
package dev.oneway.demo.coupa;
