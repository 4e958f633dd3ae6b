package dev.kilter.server.rest;

import dev.kilter.api.ApiException;
import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import dev.kilter.model.application.Application;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Which revision a request asks for of each source, as argocd's flags say it. */
final class AskedRevisions {
  private AskedRevisions() {}

  /**
   * Parallel to the sources, empty where the request names none. Of several sources each is named
   * by its position, from 1.
   */
  static List<String> of(
      Application application, String revision, List<String> revisions, List<Long> positions) {
    if (!application.spec().multiSource()) {
      return List.of(revision);
    }
    int sources = application.spec().sources().size();
    List<String> all = new ArrayList<>(Collections.nCopies(sources, ""));
    if (positions.size() != revisions.size()) {
      throw invalid(
          application,
          "source positions and revisions must have the same length",
          positions.size() + " positions came with " + revisions.size() + " revisions.");
    }
    for (int i = 0; i < positions.size(); i++) {
      long position = positions.get(i);
      if (position < 1 || position > sources) {
        throw invalid(
            application,
            "source position " + position + " is out of range",
            "It has " + sources + " sources, counted from 1.");
      }
      all.set((int) position - 1, revisions.get(i));
    }
    return all;
  }

  /** The same of a query; none at all where it names none, and a single one is the first's. */
  static List<String> of(Application application, Request request) {
    List<String> revisions = request.queries("revisions");
    String revision = request.query("revision");
    if (revisions.isEmpty()) {
      return revision.isEmpty() ? List.of() : List.of(revision);
    }
    return of(application, revision, revisions, positions(application, request));
  }

  private static List<Long> positions(Application application, Request request) {
    List<Long> positions = new ArrayList<>();
    for (String text : request.queries("sourcePositions")) {
      try {
        positions.add(Long.parseLong(text));
      } catch (NumberFormatException e) {
        throw invalid(
            application,
            "source position " + text + " is no number",
            "Positions are counted from 1.");
      }
    }
    return positions;
  }

  private static ApiException invalid(Application application, String message, String why) {
    String name = application.id().name();
    return Problem.of(ProblemKind.INVALID_INPUT, message)
        .saying(
            "The revisions do not fit the sources of \"" + name + "\": " + message + ".",
            why,
            "kilter app get " + name,
            "kilter app sync --help")
        .exception();
  }
}
