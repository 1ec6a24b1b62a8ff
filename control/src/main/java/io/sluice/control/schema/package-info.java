/**
 * What a target needs beside rows: read from the source's catalog, made before and after the data.
 */
package io.sluice.control.schema;
