package dev.kilter.api.client;

import dev.kilter.api.Call;
import java.util.List;

/** Which applications to list; empty members ask for all. */
public record ListQuery(
    String selector, List<String> projects, String repo, String namespace, String cluster) {
  public static final ListQuery ALL = new ListQuery("", List.of(), "", "", "");

  public ListQuery {
    projects = List.copyOf(projects);
  }

  Call onto(Call call) {
    Call asked = call.with("selector", selector).with("repo", repo).with("appNamespace", namespace);
    asked = asked.with("cluster", cluster);
    for (String project : projects) {
      asked = asked.with("projects", project);
    }
    return asked;
  }
}
