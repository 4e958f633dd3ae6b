package dev.kilter.binaries;

import java.util.List;

/**
 * An official file: a program, or a gzipped tar archive that has it. In both URLs <code>{system}
 * </code> and <code>{processor}</code> stand for those of this machine, in the words of Go.
 *
 * @param checksums URL of a text with the SHA-256 alone, or one line a file with its name
 * @param systems for which it is published
 */
public record Published(String program, String url, String checksums, List<String> systems) {
  public Published {
    systems = List.copyOf(systems);
  }

  boolean isArchive() {
    return url.endsWith(".tar.gz");
  }
}
