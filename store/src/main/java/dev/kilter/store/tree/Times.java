package dev.kilter.store.tree;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Times as Kubernetes writes them: UTC, whole seconds. */
public final class Times {
  private Times() {}

  public static String text(Instant time) {
    return DateTimeFormatter.ISO_INSTANT.format(
        time.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
  }

  /** With microseconds, the form of Kubernetes' MicroTime. */
  public static String microText(Instant time) {
    return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'")
        .format(time.atOffset(ZoneOffset.UTC));
  }
}
