package dev.kilter.app.faults;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.source.Commit;
import dev.kilter.model.source.Repository;
import dev.kilter.model.source.SignedRevision;
import dev.kilter.model.source.SourceFetcher;
import dev.kilter.model.source.SourceTree;
import dev.kilter.model.source.SourceTreeException;
import dev.kilter.testkit.git.ScriptedGit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The one repository, what each of its commits means, and how Kilter gets at it. */
final class Repo {
  static final String URL = "https://git.example/shop";
  private static final String BROKEN = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: broken\n";

  private final ScriptedGit git = new ScriptedGit();
  private final Map<String, State> states = new HashMap<>();
  private final List<String> heads = new ArrayList<>();
  private State head = new State(new TreeMap<>(), List.of());

  /** What a commit names: objects by folder and file, and folders that cannot be read. */
  record State(Map<String, Map<String, Wanted>> folders, List<String> broken) {
    Optional<Map<String, Wanted>> of(String folder) {
      return broken.contains(folder) ? Optional.empty() : Optional.ofNullable(folders.get(folder));
    }
  }

  String head() {
    return heads.getLast();
  }

  /** Every commit that the branch has stood at, in order; one may occur again. */
  List<String> heads() {
    return heads;
  }

  /** What the newest commit names in a folder; empty where it is broken. */
  Optional<Map<String, Wanted>> wanted(String folder) {
    return head.of(folder);
  }

  /** What a commit names in a folder; empty where it is broken, or no such commit is known. */
  Optional<Map<String, Wanted>> wanted(String commit, String folder) {
    return Optional.ofNullable(states.get(commit)).flatMap(state -> state.of(folder));
  }

  boolean has(String commit) {
    return states.containsKey(commit);
  }

  boolean broken(String folder) {
    return head.broken().contains(folder);
  }

  void put(String folder, Wanted object) {
    folder(folder).put(object.file(), object);
    commit(
        Map.of(
            folder + "/" + object.file(),
            object.yaml(),
            folder + "/README.md", // so that the folder stays when it is empty
            "of " + folder + "\n"));
  }

  void remove(String folder, String file) {
    folder(folder).remove(file);
    commit(Map.of(folder + "/" + file, ""));
  }

  void empty(String folder) {
    Map<String, String> gone = new TreeMap<>();
    folder(folder).keySet().forEach(file -> gone.put(folder + "/" + file, ""));
    folder(folder).clear();
    commit(gone);
  }

  void breakFolder(String folder) {
    List<String> broken = new ArrayList<>(head.broken());
    broken.add(folder);
    head = new State(head.folders(), List.copyOf(broken));
    commit(Map.of(folder + "/broken.yaml", BROKEN));
  }

  void mend(String folder) {
    head =
        new State(head.folders(), head.broken().stream().filter(it -> !it.equals(folder)).toList());
    commit(Map.of(folder + "/broken.yaml", ""));
  }

  void elsewhere(int number) {
    commit(Map.of("docs/note.md", "note " + number + "\n"));
  }

  /** The branch goes back to a commit that it has stood at. */
  void forcePush(int number) {
    String to = heads.get(number % heads.size());
    git.reset(URL, "main", to);
    State then = states.getOrDefault(to, head);
    head = copy(then);
    heads.add(to);
  }

  private Map<String, Wanted> folder(String name) {
    return head.folders().computeIfAbsent(name, _ -> new TreeMap<>());
  }

  private void commit(Map<String, String> files) {
    String sha = git.commit(URL, "main", files);
    states.put(sha, copy(head));
    heads.add(sha);
  }

  private static State copy(State state) {
    Map<String, Map<String, Wanted>> folders = new TreeMap<>();
    state.folders().forEach((name, files) -> folders.put(name, new TreeMap<>(files)));
    return new State(folders, state.broken());
  }

  /** Git as it is reached while some of these faults last. */
  SourceFetcher reached(Predicate<Fault.Type> active) {
    return new Reached(active);
  }

  private final class Reached implements SourceFetcher {
    private final Predicate<Fault.Type> active;

    Reached(Predicate<Fault.Type> active) {
      this.active = active;
    }

    private <T> Result<T> unlessDown(Result<T> answer) {
      return active.test(Fault.Type.GIT_DOWN)
          ? Result.failed(new Failure.RepositoryUnreachable(URL, "connection timed out"))
          : answer;
    }

    @Override
    public Result<String> resolve(
        Repository repository, String targetRevision, String tagPrefix, Freshness freshness) {
      return unlessDown(git.resolve(repository, targetRevision, tagPrefix, freshness));
    }

    @Override
    public Result<SourceTree> tree(Repository repository, String commit) {
      return unlessDown(git.tree(repository, commit))
          .map(tree -> active.test(Fault.Type.GIT_HALF) ? new HalfTree(tree) : tree);
    }

    @Override
    public Result<Commit> commit(Repository repository, String commit) {
      return unlessDown(git.commit(repository, commit));
    }

    @Override
    public Result<List<SignedRevision>> signatures(
        Repository repository,
        String targetRevision,
        String tagPrefix,
        String commit,
        SignedRevision.Reach reach) {
      return unlessDown(git.signatures(repository, targetRevision, tagPrefix, commit, reach));
    }

    @Override
    public Result<List<String>> changedPaths(Repository repository, String from, String to) {
      return unlessDown(git.changedPaths(repository, from, to));
    }

    @Override
    public void keep(Repository repository, String commit) {
      git.keep(repository, commit);
    }
  }

  /** A tree whose blobs did not all arrive. */
  private record HalfTree(SourceTree whole) implements SourceTree {
    @Override
    public String commit() {
      return whole.commit();
    }

    @Override
    public Optional<String> objectId(String path) {
      return whole.objectId(path);
    }

    @Override
    public List<Entry> list(String folder) {
      return whole.list(folder);
    }

    @Override
    public byte[] read(String path, long maxBytes) {
      throw new SourceTreeException(
          path, SourceTreeException.Reason.MISSING, path + ": the object is not here");
    }

    @Override
    public List<String> hops(String path) {
      return whole.hops(path);
    }
  }
}
