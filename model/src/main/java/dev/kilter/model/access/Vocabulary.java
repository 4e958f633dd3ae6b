package dev.kilter.model.access;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The resources that there are permissions for, and the actions that each of them knows. */
public final class Vocabulary {
  public static final String APPLICATIONS = "applications";
  public static final String PROJECTS = "projects";

  /** Actions of objects within an application carry group, kind and name behind a slash. */
  public static final Map<String, List<String>> ACTIONS =
      Map.ofEntries(
          Map.entry(
              APPLICATIONS,
              List.of(
                  "get",
                  "create",
                  "update",
                  "update/*",
                  "delete",
                  "delete/*",
                  "sync",
                  "rollback",
                  "override",
                  "action/*")),
          Map.entry("applicationsets", List.of("get", "create", "update", "delete")),
          Map.entry("logs", List.of("get")),
          Map.entry("exec", List.of("create")),
          Map.entry("clusters", List.of("get", "create", "update", "delete")),
          Map.entry("repositories", List.of("get", "create", "update", "delete")),
          Map.entry("write-repositories", List.of("get", "create", "update", "delete")),
          Map.entry(PROJECTS, List.of("get", "create", "update", "delete")),
          Map.entry("accounts", List.of("get", "update")),
          Map.entry("certificates", List.of("get", "create", "update", "delete")),
          Map.entry("gpgkeys", List.of("get", "create", "delete")),
          Map.entry("extensions", List.of("invoke")));

  /** Resources whose objects begin with a project, so that its roles may speak of them. */
  public static final Set<String> OF_PROJECTS =
      Set.of(APPLICATIONS, "applicationsets", "logs", "exec", "clusters", "repositories");

  private Vocabulary() {}
}
