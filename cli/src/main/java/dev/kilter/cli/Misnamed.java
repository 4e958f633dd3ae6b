package dev.kilter.cli;

import dev.kilter.cli.session.CommandFailure.Report;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds words that name no command, before any command is built: only to say which one is close,
 * all of them would have to be.
 */
final class Misnamed {
  private static final int CLOSE = 2;
  private static final int SUGGESTIONS = 3;

  private final Map<String, String> roles;

  Misnamed(Map<String, String> roles) {
    this.roles = roles;
  }

  /** The usage error that the words are; empty where they name a command, or ask for help. */
  Optional<Report> in(Words words) {
    if (words.help() || words.noun().isEmpty()) {
      return Optional.empty();
    }
    Optional<Report> flag =
        words.flags().stream().map(ArgoCd::flag).flatMap(Optional::stream).findFirst();
    if (flag.isPresent()) {
      return flag;
    }
    if (!Commands.nouns().contains(words.noun())) {
      return Optional.of(noun(words));
    }
    Collection<String> verbs = Commands.verbs(words.noun());
    if (verbs.isEmpty() || verbs.contains(words.verb())) {
      return Optional.empty();
    }
    return Optional.of(words.verb().isEmpty() ? verbless(words.noun()) : verb(words));
  }

  private Report noun(Words words) {
    String noun = words.noun();
    Optional<Report> known = ArgoCd.noun(noun);
    if (known.isPresent()) {
      return known.get();
    }
    List<String> remedies = new ArrayList<>();
    for (String group : Commands.nouns()) {
      if (Commands.verbs(group).contains(noun)) {
        remedies.add(("kilter " + group + " " + noun + " " + words.verb()).strip());
      }
    }
    List<String> all = new ArrayList<>(Commands.nouns());
    all.addAll(roles.keySet());
    close(noun, all).forEach(one -> remedies.add(("kilter " + one + " " + words.verb()).strip()));
    remedies.add("kilter --help");
    return report("There is no command \"" + noun + "\".", "kilter takes " + listed(all), remedies);
  }

  private static Report verb(Words words) {
    Optional<Report> known = ArgoCd.verb(words.noun(), words.verb());
    if (known.isPresent()) {
      return known.get();
    }
    String group = "kilter " + words.noun();
    List<String> remedies = new ArrayList<>();
    close(words.verb(), Commands.verbs(words.noun()))
        .forEach(one -> remedies.add(group + " " + one));
    remedies.add(group + " --help");
    return report(
        "There is no command \"" + words.noun() + " " + words.verb() + "\".",
        group + " takes " + listed(Commands.verbs(words.noun())),
        remedies);
  }

  private static Report verbless(String noun) {
    return report(
        "\"kilter " + noun + "\" needs a word more.",
        "It takes " + listed(Commands.verbs(noun)),
        List.of("kilter " + noun + " --help"));
  }

  private static Report report(String failed, String why, List<String> remedies) {
    return Report.usage(failed, why, remedies);
  }

  private static String listed(Collection<String> words) {
    List<String> all = List.copyOf(words);
    return all.size() == 1
        ? all.getFirst() + "."
        : String.join(", ", all.subList(0, all.size() - 1)) + " or " + all.getLast() + ".";
  }

  /** The words that were perhaps meant, the closest first. */
  private static List<String> close(String word, Collection<String> known) {
    return known.stream()
        .filter(one -> one.startsWith(word) || distance(word, one) <= CLOSE)
        .sorted(Comparator.comparingInt(one -> distance(word, one)))
        .limit(SUGGESTIONS)
        .toList();
  }

  /** Letters to add, leave out, change or swap with their neighbour to make one of the other. */
  private static int distance(String left, String right) {
    int[][] steps = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      for (int j = 0; j <= right.length(); j++) {
        steps[i][j] = i == 0 || j == 0 ? i + j : cheapest(steps, left, right, i, j);
      }
    }
    return steps[left.length()][right.length()];
  }

  private static int cheapest(int[][] steps, String left, String right, int i, int j) {
    boolean same = left.charAt(i - 1) == right.charAt(j - 1);
    int least = Math.min(steps[i - 1][j], steps[i][j - 1]) + 1;
    least = Math.min(least, steps[i - 1][j - 1] + (same ? 0 : 1));
    boolean swapped =
        i > 1
            && j > 1
            && left.charAt(i - 1) == right.charAt(j - 2)
            && left.charAt(i - 2) == right.charAt(j - 1);
    return swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
  }
}
