package dev.kilter.binaries;

import java.util.Locale;

/** Operating system and processor in the words of Go, {@code linux} and {@code amd64}. */
record Platform(String system, String processor) {
  static Platform current() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static Platform of(String system, String processor) {
    var name = system.toLowerCase(Locale.ROOT);
    return new Platform(
        name.startsWith("mac") ? "darwin" : name,
        switch (processor) {
          case "x86_64", "amd64" -> "amd64";
          case "aarch64", "arm64" -> "arm64";
          default -> processor;
        });
  }
}
