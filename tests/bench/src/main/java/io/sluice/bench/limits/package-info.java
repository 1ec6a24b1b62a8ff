/** What servers, broker and machine can do at best: nobody who does more can be faster. */
package io.sluice.bench.limits;
