package dev.kilter.control.refresh;

import dev.kilter.model.application.Source;
import dev.kilter.model.failure.Failure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which names the sources of an application give each other, and what is wrong with them. */
final class References {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]+");

  private References() {}

  /** The names must be told apart before anything is fetched, as Argo CD's GetRefSources says. */
  static Optional<String> unclear(List<Source> sources) {
    Set<String> seen = new TreeSet<>();
    for (Source source : sources) {
      String ref = source.ref();
      if (ref.isEmpty()) {
        continue;
      }
      if (!NAME.matcher(ref).matches()) {
        return Optional.of(
            "sources.ref '" + ref + "' cannot contain any special characters except '_' and '-'");
      }
      if (!seen.add(ref)) {
        return Optional.of(
            "two sources have the ref '"
                + ref
                + "'; give each a name of its own, so that $"
                + ref
                + "/… means one of them");
      }
    }
    return Optional.empty();
  }

  /** The first name that a source asks for and no other one has; build variables are no names. */
  static Optional<Failure> missing(Source source, List<Source> sources) {
    return source.references().stream()
        .filter(name -> NAME.matcher(name).matches())
        .filter(name -> !name.startsWith("ARGOCD_") && !name.startsWith("KUBE_"))
        .filter(name -> sources.stream().noneMatch(it -> it.isReference() && it.ref().equals(name)))
        .findFirst()
        .map(name -> new Failure.InvalidSpec(message(name, sources)));
  }

  private static String message(String name, List<Source> sources) {
    String asked = "source referenced \"$" + name + "\", but ";
    if (sources.stream().anyMatch(it -> it.ref().equals(name))) {
      return asked + "the source with ref '" + name + "' is a chart, which has no files to name";
    }
    List<String> names =
        sources.stream().filter(Source::isReference).map(it -> "$" + it.ref()).sorted().toList();
    return asked
        + (names.isEmpty()
            ? "no source has a 'ref' field defined"
            : "the available sources are " + String.join(", ", names));
  }
}
