package dev.kilter.render.input;

import dev.kilter.model.source.SourceTree;
import dev.kilter.model.source.SourceTree.Entry;
import dev.kilter.model.source.SourceTreeException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** Folders that a user may have meant by a path that is not there. */
final class ClosestFolders {
  private static final int MAX_FOLDERS = 5_000;
  private static final int SHOWN = 3;

  private ClosestFolders() {}

  /** Most alike first; none that has hardly anything in common. */
  static List<String> to(String path, SourceTree tree) {
    record Candidate(String folder, int distance) {}
    List<Candidate> candidates = new ArrayList<>();
    for (String folder : folders(tree)) {
      int distance = Math.min(distance(path, folder), distance(name(path), name(folder)) + 1);
      if (distance <= Math.max(2, Math.max(path.length(), folder.length()) / 2)) {
        candidates.add(new Candidate(folder, distance));
      }
    }
    return candidates.stream()
        .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::folder))
        .limit(SHOWN)
        .map(Candidate::folder)
        .toList();
  }

  private static List<String> folders(SourceTree tree) {
    List<String> folders = new ArrayList<>();
    Deque<String> ahead = new ArrayDeque<>(List.of(""));
    while (!ahead.isEmpty() && folders.size() < MAX_FOLDERS) {
      SourcePath folder = new SourcePath(ahead.poll());
      for (Entry entry : entries(tree, folder.path())) {
        if (entry.type() == Entry.Type.FOLDER) {
          folders.add(folder.child(entry.name()));
          ahead.add(folder.child(entry.name()));
        }
      }
    }
    return folders;
  }

  private static List<Entry> entries(SourceTree tree, String folder) {
    try {
      return tree.list(folder);
    } catch (SourceTreeException e) {
      return List.of();
    }
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Levenshtein's, over at most 200 characters of each. */
  private static int distance(String left, String right) {
    String a = left.substring(0, Math.min(200, left.length()));
    String b = right.substring(0, Math.min(200, right.length()));
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
