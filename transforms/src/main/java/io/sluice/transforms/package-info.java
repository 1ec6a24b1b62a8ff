/** Single message transforms: one a file, plain records in and out. */
package io.sluice.transforms;
