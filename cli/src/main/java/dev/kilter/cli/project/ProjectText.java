package dev.kilter.cli.project;

import dev.kilter.api.Document;
import java.util.List;
import java.util.stream.Collectors;

/** Parts of a project in Argo CD's words: one is shown, more are counted. */
final class ProjectText {
  private ProjectText() {}

  static String destinations(Document project) {
    List<Document> all = project.documents("spec", "destinations");
    return all.size() == 1 ? destination(all.getFirst()) : counted(all.size(), "destinations");
  }

  static String destination(Document one) {
    String cluster = one.text("server").isEmpty() ? one.text("name") : one.text("server");
    return cluster + "," + one.text("namespace");
  }

  static String sources(Document project) {
    List<String> all = project.texts("spec", "sourceRepos");
    return all.size() == 1 ? all.getFirst() : counted(all.size(), "repos");
  }

  static String kinds(List<Document> all) {
    return all.size() == 1 ? kind(all.getFirst()) : counted(all.size(), "resources");
  }

  static String kind(Document one) {
    return one.text("group") + "/" + one.text("kind");
  }

  static String joined(List<String> texts) {
    return texts.isEmpty() ? "<none>" : texts.stream().collect(Collectors.joining("\n"));
  }

  private static String counted(int size, String word) {
    return size == 0 ? "<none>" : size + " " + word;
  }
}
