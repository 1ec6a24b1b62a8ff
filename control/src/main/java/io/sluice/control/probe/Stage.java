package io.sluice.control.probe;

/**
 * One stage of a message's way.
 *
 * @param stage its name
 * @param reached whether the message came through it
 * @param millis since the message was written
 * @param detail where it is, or why it is not
 */
public record Stage(String stage, boolean reached, long millis, String detail) {}
