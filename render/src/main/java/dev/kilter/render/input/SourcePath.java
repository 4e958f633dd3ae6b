package dev.kilter.render.input;

import dev.kilter.model.failure.Failure;
import java.util.ArrayList;
import java.util.List;

/** The one way from a user's {@code path} to a folder of the tree: cleaned, and never outside. */
public record SourcePath(String path) {
  private static final int MAX_LENGTH = 4096;

  /** As Go's filepath.Clean, which Argo CD applies; a path that leaves the root is InvalidSpec. */
  public static SourcePath of(String text) {
    if (text.length() > MAX_LENGTH) {
      throw invalid("spec.source.path is longer than " + MAX_LENGTH + " characters");
    }
    String shown = "spec.source.path '" + text.replaceAll("\\p{Cntrl}", "?") + "'";
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw invalid(shown + " holds a control character");
    }
    if (text.startsWith("/")) {
      throw invalid(shown + " is absolute; write it relative to the repository's root");
    }
    List<String> steps = new ArrayList<>();
    for (String step : text.split("/", -1)) {
      if (step.equals("..")) {
        if (steps.isEmpty()) {
          throw invalid(shown + " leads outside of the source");
        }
        steps.removeLast();
      } else if (!step.isEmpty() && !step.equals(".")) {
        steps.add(step);
      }
    }
    return new SourcePath(String.join("/", steps));
  }

  private static Unrenderable invalid(String message) {
    return new Unrenderable(new Failure.InvalidSpec(message));
  }

  /** The path of something in the folder. */
  public String child(String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }

  /** For people: the root is a dot. */
  @Override
  public String toString() {
    return path.isEmpty() ? "." : path;
  }
}
