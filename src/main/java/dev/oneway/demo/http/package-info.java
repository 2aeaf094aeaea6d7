/** What sandboxes of HTTP vendors have in common: a small server, requests, replies, weather. */
package dev.oneway.demo.http;
