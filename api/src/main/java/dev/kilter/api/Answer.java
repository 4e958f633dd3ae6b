package dev.kilter.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Status and JSON tree that a call was answered with. */
public record Answer(int status, Map<String, @Nullable Object> tree) {
  public static Answer ok(Map<String, @Nullable Object> tree) {
    return new Answer(200, tree);
  }

  public static Answer ok(Document document) {
    return ok(document.root());
  }

  public static Answer of(Problem problem) {
    return new Answer(problem.kind().status(), problem.tree());
  }

  public boolean ok() {
    return status >= 200 && status < 300;
  }
}
