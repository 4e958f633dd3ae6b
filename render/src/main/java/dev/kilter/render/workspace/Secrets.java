package dev.kilter.render.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Blots out of a program's words what stands in files with secrets. */
public final class Secrets {
  private static final Pattern KIND = Pattern.compile("kind['\"]?\\s*:\\s*['\"]?Secret\\b");
  private static final Pattern VALUE = Pattern.compile("[^:=]*[:=]\\s*['\"]?(.*?)['\"]?\\s*");
  private static final int SHORTEST = 4;
  private static final int MAX_FILES = 2_000;
  private static final long MAX_BYTES = 1024 * 1024;

  private Secrets() {}

  /**
   * The words without any value of these files, or of a manifest of a Secret below {@code root}.
   */
  public static String removed(String words, Path root, Collection<Path> files) {
    Set<String> values =
        new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(s -> s));
    files.forEach(file -> addValues(file, values));
    try (Stream<Path> all = Files.walk(root)) {
      all.filter(Files::isRegularFile)
          .limit(MAX_FILES)
          .filter(file -> KIND.matcher(text(file)).find())
          .forEach(file -> addValues(file, values));
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of a render cannot be read: " + e.getMessage(), e);
    }
    String result = words;
    for (String value : values) {
      result = result.replace(value, "***");
    }
    return result;
  }

  private static void addValues(Path file, Set<String> values) {
    text(file)
        .lines()
        .flatMap(line -> Stream.of(line.split("[{},]", -1)))
        .map(String::strip)
        .forEach(line -> {
          Matcher value = VALUE.matcher(line);
          String kept = value.matches() ? value.group(1) : line;
          if (kept.length() >= SHORTEST && !kept.equals("Secret") && !kept.equals("Opaque")) {
            values.add(kept);
          }
        });
  }

  private static String text(Path file) {
    try {
      return Files.isRegularFile(file) && Files.size(file) <= MAX_BYTES
          ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
          : "";
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of a render cannot be read: " + e.getMessage(), e);
    }
  }
}
