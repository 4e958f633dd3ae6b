package dev.kilter.git.lfs;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a repository holds in the place of a large file: its SHA-256 and size. */
record Pointer(String oid, long size) {
  /** The specification bounds them so. */
  private static final int MAX_BYTES = 1024;

  private static final List<String> VERSIONS =
      List.of("https://git-lfs.github.com/spec/v1", "https://hawser.github.com/spec/v1");
  private static final Pattern LINE = Pattern.compile("([a-z0-9.-]+) (.+)");
  private static final Pattern OID = Pattern.compile("sha256:([0-9a-f]{64})");
  private static final Pattern SIZE = Pattern.compile("[0-9]{1,18}");

  /** Empty where it is any other file. */
  static Optional<Pointer> parsed(byte[] stored) {
    if (stored.length > MAX_BYTES) {
      return Optional.empty();
    }
    Map<String, String> said = new HashMap<>();
    for (String line : new String(stored, StandardCharsets.UTF_8).strip().split("\n", -1)) {
      Matcher matcher = LINE.matcher(line.strip());
      if (!matcher.matches() || (said.isEmpty() && !matcher.group(1).equals("version"))) {
        return Optional.empty();
      }
      said.put(matcher.group(1), matcher.group(2));
    }
    Matcher oid = OID.matcher(said.getOrDefault("oid", ""));
    String size = said.getOrDefault("size", "");
    return VERSIONS.contains(said.get("version")) && oid.matches() && SIZE.matcher(size).matches()
        ? Optional.of(new Pointer(oid.group(1), Long.parseLong(size)))
        : Optional.empty();
  }
}
