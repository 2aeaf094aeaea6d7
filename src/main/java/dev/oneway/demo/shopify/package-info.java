/** What of Shopify's GraphQL Admin API a sandbox shop answers: its products. */
package dev.oneway.demo.shopify;
