package dev.kilter.cluster.connection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A program named aws that prints one answer after the other, and the last one again and again. */
public record LoginScript(Path folder) {
  private static final String PROGRAM =
      """
      #!/bin/sh
      folder=$(dirname "$0")
      echo run >> "$folder/runs"
      env > "$folder/environment"
      answer=$(($(wc -l < "$folder/runs")))
      while [ ! -e "$folder/answer.$answer" ]; do answer=$((answer - 1)); done
      cat "$folder/answer.$answer"
      """;

  /** Replaces what the program would do. */
  public LoginScript program(String text) {
    try {
      Path program = folder.resolve("aws");
      Files.writeString(program, text);
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Statuses of ExecCredentials, as JSON. */
  public LoginScript answers(String... statuses) {
    try {
      for (int i = 0; i < statuses.length; i++) {
        Files.writeString(
            folder.resolve("answer." + (i + 1)),
            """
            {"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":%s}
            """
                .formatted(statuses[i]));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return program(PROGRAM);
  }

  /** How often it was started. */
  public int runs() {
    return lines("runs").size();
  }

  /** The names and values that it saw, but for those that every shell sets by itself. */
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    for (String line : lines("environment")) {
      String[] pair = line.split("=", 2);
      environment.put(pair[0], pair[1]);
    }
    environment.keySet().removeAll(List.of("PWD", "OLDPWD", "SHLVL", "_"));
    return environment;
  }

  private List<String> lines(String file) {
    try {
      return Files.readAllLines(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** It is found first, and the shell's own programs after it. */
  public Surroundings surroundings(InstantSource clock) {
    return new Surroundings(Map.of("PATH", path()), clock);
  }

  public String path() {
    return folder + ":/usr/bin:/bin";
  }
}
