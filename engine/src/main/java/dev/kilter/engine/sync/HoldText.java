package dev.kilter.engine.sync;

import dev.kilter.model.application.Hold;
import dev.kilter.model.manifest.Digest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The text of the annotation {@code kilter.dev/hold}: a flat JSON object of strings. */
public final class HoldText {
  private HoldText() {}

  public static String write(Hold hold) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("by", hold.by());
    members.put("reason", hold.reason());
    members.put("since", hold.since().toString());
    hold.until().ifPresent(until -> members.put("until", until.toString()));
    hold.heldOff().ifPresent(digest -> members.put("heldOff", digest.toString()));
    return FlatJson.write(members);
  }

  /** Empty where the text is not such an object. */
  public static Optional<Hold> read(String text) {
    return FlatJson.read(text).flatMap(HoldText::of);
  }

  private static Optional<Hold> of(Map<String, String> members) {
    try {
      return Optional.of(
          new Hold(
              members.getOrDefault("by", ""),
              members.getOrDefault("reason", ""),
              Instant.parse(members.getOrDefault("since", "")),
              member(members, "until").map(Instant::parse),
              member(members, "heldOff").map(HoldText::digest)));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> member(Map<String, String> members, String name) {
    return Optional.ofNullable(members.get(name)).filter(value -> !value.isEmpty());
  }

  private static Digest digest(String text) {
    if (text.length() != 32) {
      throw new IllegalArgumentException("a digest has 32 hexadecimal digits");
    }
    return new Digest(
        Long.parseUnsignedLong(text.substring(0, 16), 16),
        Long.parseUnsignedLong(text.substring(16), 16));
  }
}
