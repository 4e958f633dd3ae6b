package dev.kilter.git.revision;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;

/** What a repository advertised: full ref names to commits, annotated tags peeled. */
public final class RemoteRefs {
  private static final String TAGS = "refs/tags/";
  private static final Pattern LINE = Pattern.compile("([0-9a-f]{40})\t([^^]+)(\\^\\{})?");
  private final Map<String, String> commits;
  private final Map<String, String> annotated;

  private RemoteRefs(Map<String, String> commits, Map<String, String> annotated) {
    this.commits = Collections.unmodifiableMap(commits);
    this.annotated = Map.copyOf(annotated);
  }

  public static RemoteRefs of(Collection<Ref> refs) {
    Map<String, String> commits = new TreeMap<>();
    Map<String, String> annotated = new TreeMap<>();
    for (Ref ref : refs) {
      ObjectId peeled = ref.getPeeledObjectId();
      ObjectId id = peeled == null ? ref.getObjectId() : peeled;
      if (id != null) {
        commits.put(ref.getName(), id.name());
      }
      if (peeled != null && ref.getObjectId() != null) {
        annotated.put(ref.getName(), ref.getObjectId().name());
      }
    }
    return new RemoteRefs(commits, annotated);
  }

  /** From what {@code git ls-remote} prints: a line for each ref, then one for a peeled tag. */
  public static RemoteRefs listed(String text) {
    Map<String, String> commits = new TreeMap<>();
    Map<String, String> annotated = new TreeMap<>();
    text.lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .forEach(line -> {
          String before = commits.put(line.group(2), line.group(1));
          if (line.group(3) != null && before != null) {
            annotated.put(line.group(2), before);
          }
        });
    return new RemoteRefs(commits, annotated);
  }

  public boolean isEmpty() {
    return commits.isEmpty();
  }

  public Optional<String> commit(String ref) {
    return Optional.ofNullable(commits.get(ref));
  }

  /** The tag object that a ref is; empty where it is a commit itself. */
  public Optional<String> annotated(String ref) {
    return Optional.ofNullable(annotated.get(ref));
  }

  /** Names of tags without {@code refs/tags/}. */
  public List<String> tags() {
    return commits.keySet().stream()
        .filter(name -> name.startsWith(TAGS))
        .map(name -> name.substring(TAGS.length()))
        .toList();
  }

  public List<String> tagsAt(String commit) {
    return tags().stream().filter(tag -> commit.equals(commits.get(TAGS + tag))).toList();
  }

  /** A ref that stands at the commit; empty where none does. Branches first. */
  public Optional<String> refAt(String commit) {
    return commits.entrySet().stream()
        .filter(entry -> entry.getValue().equals(commit) && entry.getKey().startsWith("refs/"))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Commits that a ref stands at and whose id starts so. */
  public List<String> startingWith(String prefix) {
    return commits.values().stream().filter(id -> id.startsWith(prefix)).distinct().toList();
  }

  /** Full names of all refs. */
  public Set<String> names() {
    return commits.keySet();
  }
}
