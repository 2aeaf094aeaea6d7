/** How a paged resource is read: what comes after which page, in a memory of one record. */
package dev.oneway.http.paging;
