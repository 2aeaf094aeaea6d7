/** What a vendor's answer says of each record it was sent, or was asked for. Opens nothing. */
package dev.oneway.destination.http.answer;
