/** The versions of PostgreSQL that the tests run on, and where their servers come from. */
package io.sluice.testkit.version;
