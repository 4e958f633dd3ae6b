package dev.kilter.git.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.source.SourceTree;
import dev.kilter.testkit.contract.SourceTreeContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitTreeTest extends SourceTreeContract {
  @TempDir private Path folder;

  @Override
  protected SourceTree tree(
      Map<String, String> files, Map<String, String> links, Map<String, String> submodules)
      throws IOException {
    Repository repository = repository(folder);
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      DirCacheBuilder builder = DirCache.newInCore().builder();
      for (Map.Entry<String, String> file : files.entrySet()) {
        add(builder, file.getKey(), FileMode.REGULAR_FILE, blob(inserter, file.getValue()));
      }
      for (Map.Entry<String, String> link : links.entrySet()) {
        add(builder, link.getKey(), FileMode.SYMLINK, blob(inserter, link.getValue()));
      }
      for (Map.Entry<String, String> submodule : submodules.entrySet()) {
        ObjectId commit = ObjectId.fromString(submodule.getValue());
        add(builder, submodule.getKey(), FileMode.GITLINK, commit);
      }
      builder.finish();
      return commit(repository, inserter, builder.getDirCache().writeTree(inserter));
    }
  }

  @Test
  void tellsWhichFilesArePrograms() throws IOException {
    Repository repository = repository(folder.resolve("more"));
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      DirCacheBuilder builder = DirCache.newInCore().builder();
      add(builder, "plain.sh", FileMode.REGULAR_FILE, blob(inserter, "a"));
      add(builder, "program.sh", FileMode.EXECUTABLE_FILE, blob(inserter, "a"));
      builder.finish();
      SourceTree tree = commit(repository, inserter, builder.getDirCache().writeTree(inserter));
      assertThat(tree.list(""))
          .extracting(entry -> entry.name() + " " + entry.type() + " " + entry.executable())
          .containsExactly("plain.sh FILE false", "program.sh FILE true");
    }
  }

  private static Repository repository(Path at) throws IOException {
    Repository repository = new FileRepositoryBuilder().setGitDir(at.toFile()).setBare().build();
    repository.create(true);
    return repository;
  }

  private static SourceTree commit(Repository repository, ObjectInserter inserter, ObjectId tree)
      throws IOException {
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(tree);
    commit.setAuthor(new PersonIdent("Ada", "ada@example.com"));
    commit.setCommitter(commit.getAuthor());
    commit.setMessage("a commit");
    ObjectId id = inserter.insert(commit);
    inserter.flush();
    return GitTree.of(repository, id);
  }

  private static void add(DirCacheBuilder builder, String path, FileMode mode, ObjectId id) {
    DirCacheEntry entry = new DirCacheEntry(path);
    entry.setFileMode(mode);
    entry.setObjectId(id);
    builder.add(entry);
  }

  private static ObjectId blob(ObjectInserter inserter, String text) throws IOException {
    return inserter.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void refusesEntriesThatGitForbids() throws IOException {
    for (String name : new String[] {".git", ".GIT", "git~1", ".."}) {
      try (Repository repository =
          new FileRepositoryBuilder()
              .setGitDir(folder.resolve("hostile" + name.hashCode()).toFile())
              .setBare()
              .build()) {
        repository.create(true);
        try (ObjectInserter inserter = repository.newObjectInserter()) {
          TreeFormatter formatter = new TreeFormatter();
          formatter.append(name, FileMode.REGULAR_FILE, blob(inserter, "x"));
          SourceTree tree = commit(repository, inserter, inserter.insert(formatter));
          assertThat(tree.objectId(name)).as(name).isEqualTo(Optional.empty());
          org.assertj.core.api.Assertions.assertThatThrownBy(() -> tree.list(""))
              .hasMessageContaining("a name that Git forbids");
        }
      }
    }
  }
}
