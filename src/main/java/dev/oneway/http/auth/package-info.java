/**
 * Who we are to a server: fixed credentials, and tokens that are fetched, kept and renewed. A
 * secret leaves this room in a request only, or to be compared with what a webhook brings.
 */
package dev.oneway.http.auth;
