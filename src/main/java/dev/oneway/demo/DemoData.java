package dev.oneway.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;

/** Believable names, products and places, drawn from lists. Not to be shared between threads. */
public final class DemoData {
  private static final Pattern NOT_PLAIN = Pattern.compile("[^a-z]+");

  private final Random random;
  private final List<String> firstNames = lines("first-names.txt");
  private final List<String> lastNames = lines("last-names.txt");

  public DemoData(Random random) {
    this.random = random;
  }

  /** The lines of a list; a backslash and an n stand for a line break. */
  public static List<String> lines(String list) {
    try (InputStream in = DemoData.class.getResourceAsStream(list)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(line -> line.replace("\\n", "\n")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The columns of a table; no value has a comma. */
  public static List<List<String>> table(String table) {
    return lines(table).stream().map(line -> List.of(line.split(",", -1))).toList();
  }

  public String firstName() {
    return pick(firstNames);
  }

  public String lastName() {
    return pick(lastNames);
  }

  /** An address nobody has (RFC 2606), in the spelling people type. */
  public String email(String first, String last, long number) {
    return plain(first) + "." + plain(last) + number + "@mail.example.com";
  }

  private static String plain(String name) {
    String bare = Normalizer.normalize(name, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
    String letters = NOT_PLAIN.matcher(bare).replaceAll("");
    return letters.isEmpty() ? "x" : letters;
  }

  public <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** From 0 up to, but not including, the bound. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  public boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }
}
