/** BambooHR employees on this machine. */
package dev.oneway.demo.bamboohr;
