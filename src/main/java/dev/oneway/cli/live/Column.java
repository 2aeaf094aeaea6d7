package dev.oneway.cli.live;

import java.util.function.Function;
import org.jline.utils.AttributedStyle;

/**
 * A column of the screen.
 *
 * @param least how narrow it may be, in character cells
 * @param most how wide it is when there is room
 * @param worth of two that don't both fit the worthier stays; from 1
 * @param right whether it is aligned to the right
 */
record Column(
    String heading,
    int least,
    int most,
    int worth,
    boolean right,
    Function<FlowSight, String> text,
    Function<FlowSight, AttributedStyle> style) {

  static Column text(
      String heading, int least, int most, int worth, Function<FlowSight, String> text) {
    return new Column(heading, least, most, worth, false, text, sight -> AttributedStyle.DEFAULT);
  }

  static Column number(String heading, int width, int worth, Function<FlowSight, String> text) {
    return new Column(heading, width, width, worth, true, text, sight -> AttributedStyle.DEFAULT);
  }

  Column styled(Function<FlowSight, AttributedStyle> other) {
    return new Column(heading, least, most, worth, right, text, other);
  }
}
