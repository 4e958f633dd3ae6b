package dev.kilter.testkit.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests that follow each other, which every API server answers alike. */
public record ApiStory(String name, List<Step> steps) {
  private static final Pattern LINE =
      Pattern.compile("(\\w+) (\\S+)(?: (\\{.*\\}|\\[.*\\]))?(?: -> (\\w+))?");
  private static final Map<String, String> ROOTS =
      Map.ofEntries(
          Map.entry("deployments", "/apis/apps/v1"),
          Map.entry("statefulsets", "/apis/apps/v1"),
          Map.entry("jobs", "/apis/batch/v1"),
          Map.entry("roles", "/apis/rbac.authorization.k8s.io/v1"),
          Map.entry("rolebindings", "/apis/rbac.authorization.k8s.io/v1"),
          Map.entry("applications", "/apis/argoproj.io/v1alpha1"),
          Map.entry("applicationsets", "/apis/argoproj.io/v1alpha1"),
          Map.entry("applicationjournals", "/apis/kilter.dev/v1alpha1"));

  public ApiStory {
    steps = List.copyOf(steps);
  }

  /**
   * One request.
   *
   * @param verb an HTTP method; MERGE, JSON and APPLY for the patches; WATCH; GONE to wait until
   *     the path is 404, with the controllers at work
   * @param path below the story's namespace, or from the root
   * @param body empty where there is none; may refer to saved answers as {@code <name.uid>}
   * @param saved the name under which the answer is kept; may be empty
   */
  public record Step(String verb, String path, String body, String saved) {
    @Override
    public String toString() {
      return (verb + " " + path + " " + body).strip();
    }
  }

  /** The stories of the contract. */
  public static List<ApiStory> all() {
    try (InputStream in =
        ApiStory.class.getResourceAsStream("/dev/kilter/testkit/contract/stories.txt")) {
      if (in == null) {
        throw new IllegalStateException("the stories are not on the class path");
      }
      return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<ApiStory> read(String text) {
    List<ApiStory> stories = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    String name = "";
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.startsWith("# ")) {
        if (!steps.isEmpty()) {
          stories.add(new ApiStory(name, steps));
          steps.clear();
        }
        name = line.substring(2);
      } else if (!line.isEmpty()) {
        steps.add(step(line));
      }
    }
    stories.add(new ApiStory(name, steps));
    return stories;
  }

  private static Step step(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no step: " + line);
    }
    return new Step(
        matcher.group(1),
        path(matcher.group(2)),
        matcher.group(3) == null ? "" : matcher.group(3),
        matcher.group(4) == null ? "" : matcher.group(4));
  }

  /** {@code configmaps/a} in the story's namespace; what starts with a slash stays. */
  static String path(String text) {
    if (text.startsWith("/")) {
      return text;
    }
    String resource = text.split("[/?]", 2)[0];
    return ROOTS.getOrDefault(resource, "/api/v1") + "/namespaces/<ns>/" + text;
  }
}
