package io.sluice.source.capture;

/**
 * A re-read that the configuration asks for, once.
 *
 * @param text the configuration's value, by which it is known whether it was done
 * @param reread what it asks for
 */
public record ConfiguredReread(String text, Signal.Reread reread) {}
