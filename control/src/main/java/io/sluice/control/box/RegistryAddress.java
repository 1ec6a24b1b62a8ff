package io.sluice.control.box;

import java.net.URI;

/**
 * Where a box's schema registry is.
 *
 * @param process which it is
 * @param url for {@code schema.registry.url}
 */
public record RegistryAddress(Pid process, URI url) {}
