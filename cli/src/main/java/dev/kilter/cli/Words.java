package dev.kilter.cli;

import dev.kilter.cli.session.GlobalOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * What a command line is about, read without building any command: its first two words, the flags
 * before them, and whether it asks for help. An empty word is one that is not there.
 */
record Words(String noun, String verb, List<String> flags, boolean help) {
  static Words of(List<String> arguments) {
    List<String> words = new ArrayList<>();
    List<String> flags = new ArrayList<>();
    for (int i = 0; i < arguments.size() && words.size() < 2; i++) {
      String argument = arguments.get(i);
      if (!argument.startsWith("-")) {
        words.add(argument);
      } else {
        flags.add(argument);
        i += GlobalOptions.VALUED.contains(argument) ? 1 : 0;
      }
    }
    return new Words(
        words.isEmpty() ? "" : words.getFirst(),
        words.size() < 2 ? "" : words.get(1),
        List.copyOf(flags),
        arguments.contains("-h") || arguments.contains("--help"));
  }
}
