/** The type matrix: values of every type, moved every way in every format, and compared as text. */
package io.sluice.e2e.types;
