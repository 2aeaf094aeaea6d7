package dev.oneway.demo.slack;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Channels and messages, and what becomes of them. In memory only. Threads may share it; each
 * change is seen as a whole.
 */
public final class SlackWorkspace {
  static final String BOT = "U0ONEWAY";
  private static final int FIRST_CHANNEL = 1001;

  private final InstantSource clock;
  private final List<SlackChannel> channels = new ArrayList<>();

  SlackWorkspace(InstantSource clock) {
    this.clock = clock;
  }

  /** A new channel with our app in it. Returns its id, as in {@code C00001001}. */
  public synchronized String addChannel(String name) {
    String id = "C%08d".formatted(FIRST_CHANNEL + channels.size());
    channels.add(new SlackChannel(id, name));
    return id;
  }

  /** Nobody can post in it any more. */
  public synchronized void archive(String channelId) {
    named(channelId).setArchived(true);
  }

  /** Our app is asked into a channel, or out of it. */
  public synchronized void setMember(String channelId, boolean member) {
    named(channelId).setMember(member);
  }

  /** Somebody writes something. */
  public synchronized SlackMessage say(String channelId, String userId, String text) {
    return named(channelId).add(micros(), userId, text, List.of(), Optional.empty());
  }

  /** All messages of a channel, the oldest first. */
  public synchronized List<SlackMessage> messages(String channelId) {
    return named(channelId).messages();
  }

  private SlackChannel named(String channelId) {
    return find(channelId)
        .orElseThrow(() -> new IllegalArgumentException("there is no channel " + channelId));
  }

  private Optional<SlackChannel> find(String channel) {
    return channels.stream().filter(one -> one.isMeantBy(channel)).findFirst();
  }

  /** The id of the channel of this id or name, when our app may post in it. */
  synchronized String writable(String channel) throws SlackRefusal {
    SlackChannel found = find(channel).orElseThrow(SlackWorkspace::notFound);
    found.requireWritable();
    return found.id();
  }

  synchronized SlackMessage post(
      String channelId,
      String text,
      List<Object> blocks,
      Optional<SlackMessage.Metadata> metadata) {
    return named(channelId).add(micros(), BOT, text, blocks, metadata);
  }

  /** What our app may read of a channel; Slack takes no name here. */
  synchronized List<SlackMessage> readable(String channelId) throws SlackRefusal {
    SlackChannel channel =
        find(channelId)
            .filter(one -> one.id().equals(channelId))
            .orElseThrow(SlackWorkspace::notFound);
    if (!channel.isMember()) {
      throw new SlackRefusal("not_in_channel");
    }
    return channel.messages();
  }

  private static SlackRefusal notFound() {
    return new SlackRefusal("channel_not_found");
  }

  private long micros() {
    Instant now = clock.instant();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
  }
}
