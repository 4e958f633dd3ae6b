package dev.kilter.git;

import dev.kilter.model.source.Commit;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** What is read of commits besides their files. */
final class Commits {
  private Commits() {}

  static Commit read(Repository repository, ObjectId id, List<String> tags) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      RevCommit commit = walk.parseCommit(id);
      PersonIdent author = commit.getAuthorIdent();
      return new Commit(
          id.name(),
          author.getName() + " <" + author.getEmailAddress() + ">",
          author.getWhenAsInstant(),
          commit.getFullMessage().strip(),
          tags);
    }
  }

  /** Sorted; folders that are the same in both are never opened. */
  static List<String> changedPaths(Repository repository, ObjectId from, ObjectId to)
      throws IOException {
    try (RevWalk commits = new RevWalk(repository);
        TreeWalk walk = new TreeWalk(repository)) {
      walk.addTree(commits.parseCommit(from).getTree());
      walk.addTree(commits.parseCommit(to).getTree());
      walk.setRecursive(true);
      walk.setFilter(TreeFilter.ANY_DIFF);
      TreeSet<String> paths = new TreeSet<>();
      while (walk.next()) {
        paths.add(walk.getPathString());
      }
      return List.copyOf(paths);
    }
  }
}
