package dev.oneway.flow;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
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
  static Resource of(CamelContext context, Path file, String text) {
    Matcher named = CLASS.matcher(text);
    return file.toString().endsWith(".java") && named.find()
        ? ResourceHelper.fromString("file:" + file.resolveSibling(named.group(1) + ".java"), text)
        : ResourceHelper.resolveResource(context, "file:" + file);
  }
}
