/** Where the CPU goes: flight recordings of the JVMs, and a flame graph of each. */
package io.sluice.bench.profile;
