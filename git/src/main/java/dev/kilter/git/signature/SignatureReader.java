package dev.kilter.git.signature;

import dev.kilter.git.revision.RemoteRefs;
import dev.kilter.git.revision.Revision;
import dev.kilter.model.failure.Result;
import dev.kilter.model.source.Signature;
import dev.kilter.model.source.Signature.Verdict;
import dev.kilter.model.source.SignedRevision;
import dev.kilter.model.source.SignedRevision.Reach;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** Reads who signed a commit, and what it came from, out of a repository. */
public final class SignatureReader {
  private static final int MAX_BYTES = 10_000_000;
  private static final String BEGINNING = "-----BEGIN ";
  private static final String SEAL = "argocd-gpg-seal:";

  private final Repository repository;
  private final OpenPgpKeyring keyring;
  private final Instant now;
  private Instant until = Instant.MAX;

  public SignatureReader(Repository repository, OpenPgpKeyring keyring, Instant now) {
    this.repository = repository;
    this.keyring = keyring;
    this.now = now;
  }

  /** By names of content, so that the answer is the same for as long as the keys are. */
  record Question(Optional<Tag> tag, ObjectId commit, Reach reach) {}

  record Answer(List<SignedRevision> revisions, Instant until) {}

  /** An annotated tag by the name it is known by, and the object that it is. */
  public record Tag(String name, ObjectId id) {}

  /** The annotated tag that a revision means, where it stands at the commit. */
  public static Result<Optional<Tag>> tag(
      Revision revision, String commit, Result<RemoteRefs> known) {
    return known.map(refs ->
        revision
            .ref(refs)
            .filter(ref -> refs.commit(ref).filter(commit::equals).isPresent())
            .flatMap(ref ->
                refs.annotated(ref)
                    .map(id ->
                        new Tag(ref.replaceFirst("^refs/tags/", ""), ObjectId.fromString(id)))));
  }

  /** See {@link dev.kilter.model.source.SourceFetcher#signatures}. */
  public List<SignedRevision> read(Optional<Tag> tag, ObjectId commit, Reach reach)
      throws IOException {
    Question question = new Question(tag, commit.copy(), reach);
    Optional<Answer> known =
        keyring.answers().get(question).filter(answer -> now.isBefore(answer.until()));
    if (known.isPresent()) {
      return known.get().revisions();
    }
    List<SignedRevision> read = walked(tag, commit, reach);
    // Where history is cut off, more of it may come.
    if (repository.getObjectDatabase().getShallowCommits().isEmpty()) {
      keyring.answers().put(question, new Answer(read, until));
    }
    return read;
  }

  private List<SignedRevision> walked(Optional<Tag> tag, ObjectId commit, Reach reach)
      throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      Findings findings = new Findings();
      if (tag.isPresent()) {
        findings.add(tag(walk, tag.get()));
      }
      switch (reach) {
        case HEAD -> {
          if (tag.isEmpty()) {
            findings.add(commit(walk, walk.parseCommit(commit)));
          }
        }
        case HISTORY -> history(walk, commit, findings);
      }
      return findings.all();
    }
  }

  /** A tag that was moved to another name says nothing about what that name promises. */
  private SignedRevision tag(RevWalk walk, Tag tag) throws IOException {
    RevTag parsed = walk.parseTag(tag.id());
    Signature signature =
        parsed.getTagName().equals(tag.name())
            ? signature(walk.getObjectReader(), tag.id(), SignedObject::ofTag)
            : new Signature.Unusable(
                "made as the tag '" + parsed.getTagName() + "', and moved to this name");
    return revision(tag.name(), parsed.getTaggerIdent(), parsed.getTaggerIdent(), signature);
  }

  private SignedRevision commit(RevWalk walk, RevCommit commit) throws IOException {
    return revision(
        walk, commit, signature(walk.getObjectReader(), commit, SignedObject::ofCommit));
  }

  /** Of a long history the texts are not kept. */
  private static SignedRevision revision(RevWalk walk, RevCommit commit, Signature signature)
      throws IOException {
    walk.parseBody(commit);
    SignedRevision revision =
        revision(commit.name(), commit.getAuthorIdent(), commit.getCommitterIdent(), signature);
    commit.disposeBody();
    return revision;
  }

  private static SignedRevision revision(
      String name, @Nullable PersonIdent by, @Nullable PersonIdent when, Signature signature) {
    return new SignedRevision(
        name,
        by == null ? "" : by.getName() + " <" + by.getEmailAddress() + ">",
        when == null ? Instant.EPOCH : when.getWhenAsInstant(),
        signature);
  }

  private Signature signature(
      ObjectReader reader, ObjectId id, Function<byte[], SignedObject> takenApart)
      throws IOException {
    try {
      return signature(takenApart.apply(reader.open(id).getCachedBytes(MAX_BYTES)));
    } catch (LargeObjectException _) {
      return new Signature.Unusable("too large to be verified");
    }
  }

  private Signature signature(SignedObject signed) {
    String text = signed.signature();
    if (text.isBlank()) {
      return new Signature.Unsigned();
    }
    if (text.indexOf(BEGINNING, 1) >= 0) {
      return new Signature.Unusable("several signatures where one is wanted");
    }
    if (text.startsWith(SshSignature.BEGINNING)) {
      return SshSignature.verify(signed.payload(), text);
    }
    if (!text.startsWith(OpenPgpKeyring.BEGINNING)) {
      return new Signature.Unusable("signed with X.509, which is not known here");
    }
    OpenPgpKeyring.Judged judged = keyring.verify(signed.payload(), text, now);
    until = judged.until().isBefore(until) ? judged.until() : until;
    return judged.signature();
  }

  /**
   * As Argo CD walks it: everything that the commit came from and that no sealing commit came from,
   * and where that ends, the commits just behind.
   */
  private void history(RevWalk walk, ObjectId start, Findings findings) throws IOException {
    RevCommit head = walk.parseCommit(start);
    Set<ObjectId> cut = repository.getObjectDatabase().getShallowCommits();
    Set<RevCommit> seals = seals(walk, head);
    if (seals.contains(head)) {
      findings.add(commit(walk, head));
      return;
    }
    walk.reset();
    walk.markStart(head);
    for (RevCommit seal : seals) {
      walk.markUninteresting(seal);
    }
    Set<RevCommit> open = new LinkedHashSet<>();
    walk.forEach(open::add);
    Set<RevCommit> behind = new LinkedHashSet<>();
    for (RevCommit commit : open) {
      findings.add(commit(walk, commit));
      behind.addAll(List.of(commit.getParents()));
      if (cut.contains(commit)) {
        findings.add(
            revision(
                walk,
                commit,
                new Signature.Unusable(
                    "what it came from is not here, for the repository is fetched with depth")));
      }
    }
    behind.removeAll(open);
    for (RevCommit commit : behind) {
      findings.add(commit(walk, walk.parseCommit(commit)));
    }
  }

  private Set<RevCommit> seals(RevWalk walk, RevCommit head) throws IOException {
    walk.markStart(head);
    Set<RevCommit> seals = new LinkedHashSet<>();
    for (RevCommit commit : walk) {
      if (seals(commit) && good(commit(walk, commit).signature())) {
        seals.add(commit);
      }
      commit.disposeBody();
    }
    return seals;
  }

  private static boolean seals(RevCommit commit) {
    return commit
        .getFullMessage()
        .lines()
        .anyMatch(line -> line.toLowerCase(Locale.ROOT).startsWith(SEAL));
  }

  private static boolean good(Signature signature) {
    return switch (signature) {
      case Signature.OpenPgp(var verdict, _) -> verdict == Verdict.GOOD;
      case Signature.Ssh(var verdict, _, _) -> verdict == Verdict.GOOD;
      case Signature.Unsigned _, Signature.Unusable _ -> false;
    };
  }

  /** What is told of a history that may be long: each key once with each verdict, ten without. */
  private static final class Findings {
    private static final int MOST_WITHOUT = 10;
    private final List<SignedRevision> first = new ArrayList<>();
    private final Map<Signature, SignedRevision> newest = new LinkedHashMap<>();
    private final Map<Signature, SignedRevision> oldest = new LinkedHashMap<>();
    private final Set<Signature> seen = new LinkedHashSet<>();
    private int without;

    void add(SignedRevision revision) {
      Signature signature = revision.signature();
      switch (signature) {
        case Signature.Unsigned _, Signature.Unusable _ -> {
          if (without++ < MOST_WITHOUT) {
            first.add(revision);
          }
        }
        case Signature.OpenPgp _ -> {
          if (seen.add(signature)) {
            first.add(revision);
          }
        }
        // Keys of SSH may be limited in time, so both ends count.
        case Signature.Ssh _ -> {
          newest.merge(
              signature, revision, (one, other) -> other.at().isAfter(one.at()) ? other : one);
          oldest.merge(
              signature, revision, (one, other) -> other.at().isBefore(one.at()) ? other : one);
        }
      }
    }

    List<SignedRevision> all() {
      Set<SignedRevision> all = new LinkedHashSet<>(first);
      all.addAll(newest.values());
      all.addAll(oldest.values());
      return List.copyOf(all);
    }
  }
}
