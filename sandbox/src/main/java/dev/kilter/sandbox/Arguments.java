package dev.kilter.sandbox;

import dev.kilter.binaries.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The command line of {@link Main}. */
record Arguments(
    Optional<Path> data,
    SandboxOptions.State state,
    Optional<Path> programs,
    Optional<Integer> nodes,
    Optional<Path> kubeconfigOut,
    List<String> command) {
  static final String USAGE =
      """
      usage: up  [OPTIONS]                   start, print the kubeconfig's path, stay until Ctrl-C
             run [OPTIONS] -- COMMAND...     start, run COMMAND with KILTER_SANDBOX_KUBECONFIG set, stop

        --data DIR            keep the state in DIR (default: a temporary folder)
        --reset               forget what an earlier run has left in DIR
        --bin DIR             folder with the programs (default: KILTER_SANDBOX_BIN, else the cache)
        --nodes N             how many nodes are simulated (default 2)
        --kubeconfig-out FILE write a copy of the kubeconfig there once all is ready\
      """;

  /** Reads the words of a command line; a message of the exception says what is wrong. */
  static Arguments parse(List<String> words) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException("no command given");
    }
    return switch (words.getFirst()) {
      case "up" -> new Parser(words).parse();
      case "run" -> {
        var parsed = new Parser(words).parse();
        if (parsed.command.isEmpty()) {
          throw new IllegalArgumentException("run needs -- and a command after it");
        }
        yield parsed;
      }
      default -> throw new IllegalArgumentException("unknown command " + words.getFirst());
    };
  }

  SandboxOptions options(Progress progress) {
    var options = data.map(SandboxOptions::in).orElseGet(SandboxOptions::temporary);
    options = options.withState(state).withProgress(progress);
    options = programs.map(options::withPrograms).orElse(options);
    return nodes.map(options::withNodes).orElse(options);
  }

  /** Goes through the words once. */
  private static final class Parser {
    private final List<String> words;
    private int next = 1;
    private Optional<Path> data = Optional.empty();
    private SandboxOptions.State state = SandboxOptions.State.KEEP;
    private Optional<Path> programs = Optional.empty();
    private Optional<Integer> nodes = Optional.empty();
    private Optional<Path> kubeconfigOut = Optional.empty();
    private final List<String> command = new ArrayList<>();

    Parser(List<String> words) {
      this.words = words;
    }

    Arguments parse() {
      while (next < words.size()) {
        option(words.get(next++));
      }
      return new Arguments(data, state, programs, nodes, kubeconfigOut, List.copyOf(command));
    }

    private void option(String word) {
      switch (word) {
        case "--data" -> data = Optional.of(Path.of(value(word)));
        case "--reset" -> state = SandboxOptions.State.RESET;
        case "--bin" -> programs = Optional.of(Path.of(value(word)));
        case "--nodes" -> nodes = Optional.of(Integer.valueOf(value(word)));
        case "--kubeconfig-out" -> kubeconfigOut = Optional.of(Path.of(value(word)));
        case "--" -> {
          command.addAll(words.subList(next, words.size()));
          next = words.size();
        }
        default -> throw new IllegalArgumentException("unknown option " + word);
      }
    }

    private String value(String option) {
      if (next == words.size()) {
        throw new IllegalArgumentException(option + " needs a value");
      }
      return words.get(next++);
    }
  }
}
