/** What somebody should look at, from when to when. */
package dev.oneway.alert;
