package io.sluice.sink.gather;

import io.sluice.sink.apply.Arrival;
import java.util.List;

/**
 * Arrivals that are applied together.
 *
 * @param arrivals in the order of each partition
 * @param whole whether the target may be seen as they leave it; if not, what is missing follows
 * @param bytes what they take, about
 */
public record Cut(List<Arrival> arrivals, boolean whole, long bytes) {}
