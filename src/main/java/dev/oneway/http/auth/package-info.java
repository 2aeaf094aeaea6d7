/**
 * Who we are to a server: fixed credentials, and tokens that are fetched, kept and renewed. A
 * secret leaves this room in a request only.
 */
package dev.oneway.http.auth;
