package io.sluice.control;

import java.util.concurrent.Callable;

/**
 * A command of {@code sluice} that another module brings: picocli's, found by {@link
 * java.util.ServiceLoader}. It returns the exit code.
 */
public interface Subcommand extends Callable<Integer> {}
