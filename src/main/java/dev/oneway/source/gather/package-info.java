/** {@code gather:}: the records of a complete read, put together by what they have in common. */
package dev.oneway.source.gather;
