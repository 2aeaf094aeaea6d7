package dev.oneway.flow;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/**
 * A route file as Camel loads it. Camel calls a Java file's class like the file, and a flow's name
 * may be no name for a class, as {@code orders-to-bi}: the class has one of its own, and Camel is
 * told the file were called so.
 */
final class RouteResource {
  private static final Pattern CLASS = Pattern.compile("(?m)^public (?:final )?class (\\w+)");

  private RouteResource() {}

  /**
   * @param text what the file holds
   */
  static Resource of(Path file, String text) {
    Matcher named = CLASS.matcher(text);
    Path called =
        file.toString().endsWith(".java") && named.find()
            ? file.resolveSibling(named.group(1) + ".java")
            : file;
    return ResourceHelper.fromString("file:" + called, text);
  }
}
