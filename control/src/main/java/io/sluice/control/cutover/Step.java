package io.sluice.control.cutover;

/**
 * A finished step of a cutover.
 *
 * @param name what was done
 * @param at when it was finished, as ISO-8601 in UTC
 * @param millis how long it took
 * @param detail what came of it
 */
public record Step(String name, String at, long millis, String detail) {}
