/** Documents about the flows, for people: which field goes where, and who owns it. */
package dev.oneway.docs;
