package dev.oneway.mapping.model;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.oneway.mapping.yaml.FaultList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a value map from CSV (RFC 4180): a header of two names, then a source value and a
 * destination value per line. An empty destination value is null, between quotes an empty text.
 */
final class CsvValues {
  private static final int COLUMNS = 2;
  private static final int MOST_TOLD = 100;
  private static final CsvFactory CSV =
      CsvFactory.builder().enable(CsvParser.Feature.SKIP_EMPTY_LINES).build();

  private static final char QUOTE = '"';

  private final String text;
  private final FaultList faults;
  private final List<ValueTable.Listed> listed = new ArrayList<>();
  private final Map<String, Integer> lines = new HashMap<>();
  private int told;

  private CsvValues(String text, FaultList faults) {
    this.text = text;
    this.faults = faults;
  }

  /** The table; with faults, when there are any, in the list. */
  static Optional<ValueTable> read(String text, FaultList faults) {
    CsvValues values = new CsvValues(text, faults);
    try (CsvParser parser = CSV.createParser(text)) {
      if (values.readHeader(parser)) {
        values.readLines(parser);
      }
    } catch (JacksonException e) {
      faults.at(
          e.getLocation().getLineNr(),
          e.getLocation().getColumnNr(),
          "The file isn't CSV: " + e.getOriginalMessage() + ".",
          "Check the quotes and commas around here; a quote inside quotes is written twice.");
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory can't be read", e);
    }
    return Optional.of(new ValueTable(faults, values.listed));
  }

  private boolean readHeader(CsvParser parser) throws IOException {
    Optional<Line> header = next(parser);
    boolean good =
        header.isPresent()
            && header.get().cells().size() == COLUMNS
            && header.get().cells().stream().noneMatch(name -> name == null || name.isBlank());
    if (!good) {
      faults.at(
          header.map(Line::number).orElse(1),
          1,
          "The file has no header of two names.",
          "Write `source,destination` into its first line; columns are separated by commas.");
    }
    return good;
  }

  private void readLines(CsvParser parser) throws IOException {
    for (Optional<Line> line = next(parser); line.isPresent(); line = next(parser)) {
      add(line.get());
      if (told >= MOST_TOLD) {
        fault(line.get(), "The lines below weren't read.", "Mend those above first.");
        return;
      }
    }
  }

  private void add(Line line) {
    int columns = line.cells().size();
    if (columns != COLUMNS) {
      fault(
          line,
          "The line has " + columns + (columns == 1 ? " column" : " columns") + " and needs two.",
          "Put a value that holds a comma between double quotes.");
      return;
    }
    String from = line.cells().get(0) == null ? "" : line.cells().get(0);
    Integer first = lines.putIfAbsent(from, line.number());
    if (first != null) {
      fault(
          line,
          "`" + from + "` is here twice, first in line " + first + ".",
          "Remove one of the two.");
      return;
    }
    listed.add(new ValueTable.Listed(from, to(from, line.cells().get(1)), line.number(), 1));
  }

  /** Only what becomes of others may be the word null; elsewhere it is a text like any other. */
  private static String to(String from, String cell) {
    return from.equals(ValueTable.OTHERS) && "null".equals(cell) ? null : cell;
  }

  private void fault(Line line, String what, String remedy) {
    told++;
    faults.at(line.number(), 1, what, remedy);
  }

  private record Line(int number, List<String> cells) {}

  private Optional<Line> next(CsvParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      return Optional.empty();
    }
    JsonToken first = parser.nextToken();
    int number = parser.currentTokenLocation().getLineNr();
    List<String> cells = new ArrayList<>(COLUMNS);
    for (JsonToken t = first; t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      cells.add(cell(parser));
    }
    return Optional.of(new Line(number, cells));
  }

  /** The parser's own word for an empty cell is wrong behind a quoted one, so the text is asked. */
  private String cell(CsvParser parser) throws IOException {
    JsonLocation place = parser.currentTokenLocation();
    String cell = parser.getText();
    int start = (int) place.getCharOffset();
    if (start < text.length() && text.charAt(start) == QUOTE) {
      return cell;
    }
    if (cell.indexOf(QUOTE) >= 0) {
      told++;
      faults.at(
          place.getLineNr(),
          place.getColumnNr(),
          "A quote stands inside a value without quotes.",
          "Put the quotes right behind the comma; a quote inside quotes is written twice.");
    }
    return cell.isEmpty() ? null : cell;
  }
}
