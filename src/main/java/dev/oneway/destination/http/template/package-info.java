/** What a declared request looks like once a record is put into it: URL and body. Opens nothing. */
package dev.oneway.destination.http.template;
