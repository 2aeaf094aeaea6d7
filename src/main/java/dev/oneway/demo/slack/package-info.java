/** A Slack workspace on this machine: channels, messages, and two methods of the Web API. */
package dev.oneway.demo.slack;
