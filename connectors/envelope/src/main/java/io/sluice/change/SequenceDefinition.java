package io.sluice.change;

import java.util.Optional;

/**
 * A sequence that a default takes its values from.
 *
 * @param id its schema and name
 * @param options as {@code CREATE SEQUENCE} takes them
 * @param owner the column of the table that owns it, as a {@code serial} column does
 */
public record SequenceDefinition(TableId id, String options, Optional<String> owner) {}
