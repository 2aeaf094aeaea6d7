/** Akeneo's products on this machine. */
package dev.oneway.demo.akeneo;
