/** The product in which people are approved for clients. */
package dev.oneway.demo.product;
