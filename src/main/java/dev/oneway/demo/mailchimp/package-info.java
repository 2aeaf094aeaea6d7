/** Mailchimp's e-commerce products of a store on this machine. */
package dev.oneway.demo.mailchimp;
