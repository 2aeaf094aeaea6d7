package dev.oneway.demo.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A channel and what was posted in it, the oldest first. Its workspace guards it. */
final class SlackChannel {
  private static final long MICROS = 1_000_000;

  private final String id;
  private final String name;
  private final List<SlackMessage> messages = new ArrayList<>();
  private boolean archived;
  private boolean member = true;
  private long lastMicros;

  SlackChannel(String id, String name) {
    this.id = id;
    this.name = name;
  }

  String id() {
    return id;
  }

  /** By its id or by its name, with or without the {@code #}. */
  boolean isMeantBy(String channel) {
    return channel.equals(id) || channel.equals(name) || channel.equals("#" + name);
  }

  void setArchived(boolean archived) {
    this.archived = archived;
  }

  void setMember(boolean member) {
    this.member = member;
  }

  boolean isMember() {
    return member;
  }

  void requireWritable() throws SlackRefusal {
    if (archived) {
      throw new SlackRefusal("is_archived");
    }
    if (!member) {
      throw new SlackRefusal("not_in_channel");
    }
  }

  /**
   * @param micros since 1970; made later when something was posted in the same microsecond
   */
  SlackMessage add(
      long micros,
      String author,
      String text,
      List<Object> blocks,
      Optional<SlackMessage.Metadata> metadata) {
    lastMicros = Math.max(micros, lastMicros + 1);
    String ts = "%d.%06d".formatted(lastMicros / MICROS, lastMicros % MICROS);
    SlackMessage message = new SlackMessage(ts, author, text, blocks, metadata);
    messages.add(message);
    return message;
  }

  List<SlackMessage> messages() {
    return List.copyOf(messages);
  }
}
