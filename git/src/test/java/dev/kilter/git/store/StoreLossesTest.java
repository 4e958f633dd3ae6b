package dev.kilter.git.store;

import static dev.kilter.testkit.mutation.Target.in;
import static dev.kilter.testkit.mutation.Value.NOTHING;
import static dev.kilter.testkit.mutation.Value.TRUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kilter.git.tree.GitTree;
import dev.kilter.model.source.Repository;
import dev.kilter.testkit.mutation.Guards;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What users of such programs have lost because of what was left, or missing, on a disk. */
class StoreLossesTest {
  private static final Repository SHOP =
      new Repository("https://git.example/shop", "git", "", "", Map.of());

  private final Path cache = folder();

  @Test
  void M22_aFolderThatTheDiskLostIsNotEmpty() throws IOException {
    BareStore store = store();
    ObjectId web;
    ObjectId commit;
    try (ObjectInserter inserter = store.objects().newObjectInserter()) {
      TreeFormatter files = new TreeFormatter();
      files.append(
          "a.yaml", FileMode.REGULAR_FILE, inserter.insert(Constants.OBJ_BLOB, new byte[] {'a'}));
      web = inserter.insert(files);
      TreeFormatter root = new TreeFormatter();
      root.append("web", FileMode.TREE, web);
      CommitBuilder made = new CommitBuilder();
      made.setTreeId(inserter.insert(root));
      made.setAuthor(new PersonIdent("Ada", "ada@example.org"));
      made.setCommitter(made.getAuthor());
      made.setMessage("a commit");
      commit = inserter.insert(made);
      inserter.flush();
    }
    Files.delete(
        theStore()
            .resolve("objects/" + web.name().substring(0, 2) + "/" + web.name().substring(2)));
    GitTree tree = GitTree.of(store.objects(), commit);

    assertThatThrownBy(() -> tree.list("web")).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void M23_whatAKilledProcessLeftIsSweptAtTheNextStart() throws IOException {
    store().close();
    List<String> left =
        List.of(
            "packed-refs.lock", "refs/kilter.lock", "objects/incoming_1.pack", "objects/noz1.tmp");
    for (String name : left) {
      old(theStore().resolve(name));
    }
    Path young = Files.writeString(theStore().resolve("objects/incoming_2.pack"), "half");
    store().close();

    Path there = theStore();
    assertThat(left).noneMatch(name -> Files.exists(there.resolve(name)));
    assertThat(young).exists();
    assertThat(theStore().resolve("HEAD")).exists();
  }

  @Test
  void M23_aHalfMadeCopyIsMadeAgain() throws IOException {
    store().close();
    Path half = theStore();
    Leftovers.clear(half.resolve("objects"));

    assertThatCode(() -> store().close()).doesNotThrowAnyException();
    assertThat(half.resolve("objects")).exists();
  }

  @Test
  void M23_aCopyThatWasNeverFinishedIsSweptAtTheNextStart() throws IOException {
    Path begun = Files.createDirectories(cache.resolve("0123.new456"));
    old(begun.resolve("HEAD"));
    Files.setLastModifiedTime(begun, twoHoursAgo());
    store().close();

    assertThat(begun).doesNotExist();
  }

  @Test
  void M23_aHalfWrittenKeyIsWrittenAgain() throws IOException {
    Files.write(cache.resolve("key"), new byte[0]);

    assertThatCode(() -> store().close()).doesNotThrowAnyException();
    assertThat(cache.resolve("key")).hasSize(32);
  }

  @TestFactory
  Stream<DynamicTest> without() {
    return Guards.of(StoreLossesTest.class)
        .without(
            "telling what cannot be read from what is not there",
            "M22_aFolderThatTheDiskLostIsNotEmpty",
            in(GitTree.class, "list").swallows(NOTHING))
        .without(
            "sweeping a copy when it is opened",
            "M23_whatAKilledProcessLeftIsSweptAtTheNextStart",
            in(Leftovers.class, "sweep").answers(NOTHING))
        .without(
            "clearing what is half made",
            "M23_aHalfMadeCopyIsMadeAgain",
            in(BareStore.class, "make").takes(NOTHING, Leftovers.class, "clear"))
        .without(
            "sweeping what was begun aside",
            "M23_aCopyThatWasNeverFinishedIsSweptAtTheNextStart",
            in(Leftovers.class, "sweepAside").answers(NOTHING))
        .without(
            "looking whether the key is whole",
            "M23_aHalfWrittenKeyIsWrittenAgain",
            in(BareStores.class, "isWhole").answers(TRUE))
        .tests();
  }

  private BareStore store() throws IOException {
    return BareStores.in(cache)
        .of(SHOP, new StoreClock(InstantSource.system(), () -> Duration.ofMinutes(3)));
  }

  /** The one folder in the cache that is a store, whole or not. */
  private Path theStore() throws IOException {
    try (Stream<Path> children = Files.list(cache)) {
      return children
          .filter(child -> child.getFileName().toString().length() == 40)
          .findFirst()
          .orElseThrow();
    }
  }

  private static void old(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "half");
    Files.setLastModifiedTime(file, twoHoursAgo());
  }

  private static FileTime twoHoursAgo() {
    return FileTime.from(Instant.now().minus(Duration.ofHours(2)));
  }

  /** Not by JUnit, which does not come along into a mutant. */
  private static Path folder() {
    try {
      return Files.createTempDirectory(Path.of("target"), "losses");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
