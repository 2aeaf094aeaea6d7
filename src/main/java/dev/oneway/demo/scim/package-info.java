/** Applications on this machine whose users are managed by SCIM 2.0. */
package dev.oneway.demo.scim;
