package dev.oneway.mapping.model;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * A mapping file and what it may refer to.
 *
 * @param file as its author would name it, in the folder where the files it names are
 * @param settings finds the value of a setting, e.g. of {@code env:SALT}
 */
public record MappingSource(Path file, Function<String, Optional<String>> settings) {}
