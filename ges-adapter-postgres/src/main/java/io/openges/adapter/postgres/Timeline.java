package io.openges.adapter.postgres;

import io.openges.domain.callback.CallbackState;
import io.openges.domain.callback.TimelineEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The timeline of a callback as one text, a line for each event:
 * {@code millis|actor|from>to|attempt|note} with {@link Letters} for actor and states. A row for
 * each event would cost four times the space.
 *
 * <p>Pure functions; thread-safe.
 */
final class Timeline {

  private Timeline() {}

  static String write(List<TimelineEvent> events) {
    var text = new StringBuilder(40 * events.size());
    events.forEach(event -> append(text, event));
    return text.toString();
  }

  private static void append(StringBuilder text, TimelineEvent event) {
    var from = event.from();
    text.append(event.at().toEpochMilli())
        .append('|')
        .append(Letters.ACTOR.of(event.actor()))
        .append('|')
        .append(from == null ? "" : Letters.STATE.of(from))
        .append('>')
        .append(Letters.STATE.of(event.to()))
        .append('|')
        .append(event.attempt())
        .append('|');
    var note = event.note();
    if (note != null) {
      // An empty note and none are told apart by the backslash.
      text.append(note.isEmpty() ? "\\" : escape(note));
    }
    text.append('\n');
  }

  static List<TimelineEvent> read(String text) {
    return text.lines().map(Timeline::event).toList();
  }

  private static TimelineEvent event(String line) {
    var fields = line.split("\\|", 5);
    int arrow = fields[2].indexOf('>');
    return new TimelineEvent(
        Instant.ofEpochMilli(Long.parseLong(fields[0])),
        Letters.ACTOR.read(fields[1]),
        state(fields[2].substring(0, arrow)),
        Letters.STATE.read(fields[2].substring(arrow + 1)),
        Integer.parseInt(fields[3]),
        note(fields[4]));
  }

  private static @Nullable CallbackState state(String letter) {
    return letter.isEmpty() ? null : Letters.STATE.read(letter);
  }

  private static @Nullable String note(String text) {
    if (text.isEmpty()) {
      return null;
    }
    return text.equals("\\") ? "" : unescape(text);
  }

  private static String escape(String note) {
    return Texts.storable(note).replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }

  private static String unescape(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    var note = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
        char escaped = text.charAt(i);
        note.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
      } else {
        note.append(c);
      }
    }
    return note.toString();
  }
}
