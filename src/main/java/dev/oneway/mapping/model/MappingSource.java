package dev.oneway.mapping.model;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a mapping file may refer to.
 *
 * @param folder where the files it names are
 * @param settings finds the value of a setting, e.g. of {@code env:SALT}
 */
public record MappingSource(Path folder, Function<String, Optional<String>> settings) {}
