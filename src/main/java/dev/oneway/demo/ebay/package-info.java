/** eBay's inventory items of a seller on this machine. */
package dev.oneway.demo.ebay;
