package dev.oneway.mapping.model;

import dev.oneway.fault.Nearest;
import dev.oneway.mapping.language.Kind;
import dev.oneway.mapping.language.Word;
import dev.oneway.mapping.value.DateForm;
import dev.oneway.mapping.value.DateForms;
import dev.oneway.mapping.value.EpochForm;
import dev.oneway.mapping.value.IsoForm;
import dev.oneway.mapping.value.PatternForm;
import dev.oneway.mapping.yaml.FaultList;
import dev.oneway.mapping.yaml.Section;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** {@code parse}: one form in which dates or points in time are written, or a list of them. */
final class ParseReader {
  static final String PARSE = "parse";

  private static final List<String> FORMS =
      List.of(IsoForm.NAME, EpochForm.SECONDS.word(), EpochForm.MILLIS.word());

  private static final Pattern QUOTED = Pattern.compile("'[^']*'");
  private static final Pattern MONTH_TWICE = Pattern.compile("M[^M]+M");

  static final Word WORD =
      Word.of(
              PARSE,
              Kind.oneOrSome(Kind.either(new Kind.Choice(FORMS), Kind.text("a date pattern"))),
              "for `date` and `instant`: how the source writes it, one or a list of which the first"
                  + " that matches counts: a pattern such as `dd.MM.yyyy HH:mm` with English names,"
                  + " `iso`, and for `instant` also `epoch-seconds` or `epoch-millis`. What is"
                  + " written otherwise is refused")
          .byDefault(IsoForm.NAME)
          .example(
              "{ from: day, type: date, parse: [iso, d MMM yyyy] }",
              "{\"day\": \"31 jan 2026\"}",
              "\"2026-01-31\"")
          .example(
              "{ from: day, type: date, parse: dd.MM.yyyy }",
              "{\"day\": \"31.02.2026\"}",
              "rejected as type: `day` is \"31.02.2026\", but must be a date written as"
                  + " `dd.MM.yyyy`.")
          .example(
              "{ from: at, type: instant, parse: epoch-millis }",
              "{\"at\": 1769854530123}",
              "\"2026-01-31T10:15:30.123Z\"")
          .example(
              "{ from: at, type: instant, parse: 'M/d/yyyy h:mm a', sourceZone: America/New_York }",
              "{\"at\": \"1/31/2026 5:15 am\"}",
              "\"2026-01-31T10:15:00Z\"");

  private final FaultList faults;
  private final boolean instant;
  private final boolean inZone;

  /**
   * @param instant whether a point in time is read, not a date
   */
  ParseReader(Section field, boolean instant, FaultList faults) {
    this.faults = faults;
    this.instant = instant;
    this.inZone = field.find(TypeReader.SOURCE_ZONE).isPresent();
  }

  /** The forms; those without fault, when there are faults. */
  DateForms read(Node value) {
    List<Node> nodes =
        value instanceof SequenceNode sequence ? sequence.getValue() : List.of(value);
    if (nodes.isEmpty()) {
      faults.at(value, "`parse` is empty.", "Write a pattern such as `dd.MM.yyyy` into it.");
    }
    List<DateForm> forms =
        nodes.stream()
            .flatMap(
                node ->
                    Section.textOf(node, "`parse`", faults)
                        .flatMap(text -> form(text, node))
                        .stream())
            .toList();
    return forms.isEmpty() ? DateForms.ISO : new DateForms(forms);
  }

  private Optional<DateForm> form(String text, Node node) {
    if (text.equals(IsoForm.NAME)) {
      return Optional.of(IsoForm.ISO);
    }
    for (EpochForm epoch : EpochForm.values()) {
      if (epoch.word().equals(text)) {
        return epoch(epoch, node);
      }
    }
    return pattern(text, node);
  }

  private Optional<DateForm> epoch(EpochForm form, Node node) {
    if (!instant) {
      faults.at(
          node,
          "`" + form.word() + "` is a point in time, not a date.",
          "Write `type: instant`, and `zone` and `format` for its date.");
    }
    return Optional.of(form);
  }

  private Optional<DateForm> pattern(String text, Node node) {
    try {
      PatternForm form = new PatternForm(text);
      refuseMixUps(text, form, node);
      return Optional.of(form);
    } catch (IllegalArgumentException | DateTimeException e) {
      faults.at(
          node,
          "`" + text + "` is no date pattern: " + e.getMessage() + ".",
          Nearest.didYouMean(text, FORMS)
              + "Write one such as `dd.MM.yyyy HH:mm`; other letters go between single quotes.");
      return Optional.empty();
    }
  }

  private void refuseMixUps(String text, PatternForm form, Node node) {
    String letters = QUOTED.matcher(text).replaceAll("");
    if (MONTH_TWICE.matcher(letters).find()) {
      String remedy = "Write minutes as `mm`, and several patterns as a list.";
      fault(node, text, "has the month `M` twice", remedy);
    } else if (letters.indexOf('D') >= 0 && letters.indexOf('M') >= 0) {
      fault(node, text, "has the day of the year, `D`", "Write the day of the month as `dd`.");
    } else {
      refuseGaps(text, form.contents(), node);
    }
  }

  private void refuseGaps(String text, PatternForm.Contents contents, Node node) {
    if (!contents.date()) {
      fault(
          node,
          text,
          "says no day, month and year",
          "Write `yyyy` (not `YYYY`), `MM` and `dd`, as in `dd.MM.yyyy`.");
    } else if (instant && !contents.time()) {
      fault(
          node,
          text,
          "says no time of day",
          "Add `HH:mm`, or `hh:mm a` for a time with am and pm; or write `type: date`.");
    } else if (instant && !contents.zone() && !inZone) {
      fault(
          node,
          text,
          "says no offset",
          "Add `sourceZone:` with the zone these times are written in, or `XXX` to the pattern.");
    }
  }

  private void fault(Node node, String pattern, String says, String remedy) {
    faults.at(node, "The pattern `" + pattern + "` " + says + ".", remedy);
  }
}
