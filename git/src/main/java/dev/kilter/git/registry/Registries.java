package dev.kilter.git.registry;

import dev.kilter.git.GitOptions;
import dev.kilter.git.archive.ArchiveCache;
import dev.kilter.git.archive.ArchiveTree;
import dev.kilter.git.archive.Archives;
import dev.kilter.git.archive.Versions;
import dev.kilter.git.cache.Recent;
import dev.kilter.git.registry.Registry.Described;
import dev.kilter.git.revision.VersionConstraint;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.source.Commit;
import dev.kilter.model.source.Repository;
import dev.kilter.model.source.SourceFetcher.Freshness;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Charts and artefacts in OCI registries. A chart's revision is its version; an artefact's is the
 * digest that a tag stands for, so that a tag which moves is noticed.
 */
public final class Registries {
  private static final String CHART = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
  private static final Set<String> LAYERS =
      Set.of(
          CHART,
          "application/vnd.oci.image.layer.v1.tar",
          "application/vnd.oci.image.layer.v1.tar+gzip",
          "application/vnd.docker.image.rootfs.diff.tar.gzip");

  private static final int MOST_KNOWN = 2000;

  private final GitOptions options;
  private final ArchiveCache archives;
  private final Recent<Wanted, Known> known = new Recent<>(MOST_KNOWN, MOST_KNOWN, _ -> 1);

  public Registries(GitOptions options, ArchiveCache archives) {
    this.options = options;
    this.archives = archives;
  }

  /** What a tag or range was last found to be. */
  private static final class Known {
    private final ReentrantLock asking = new ReentrantLock();
    private Optional<String> found = Optional.empty();
    private Instant asked = Instant.MIN;
  }

  private record Wanted(Repository repository, String revision) {}

  public Result<String> resolve(Repository repository, String wanted, Freshness freshness) {
    boolean chart = !repository.chart().isEmpty();
    if ((chart && Versions.exact(wanted).isPresent()) || wanted.startsWith("sha256:")) {
      return Result.success(wanted);
    }
    Known one = known.get(new Wanted(repository, wanted), Known::new);
    Instant came = options.clock().instant();
    one.asking.lock();
    try {
      boolean recent =
          !one.asked.isBefore(came)
              || (freshness == Freshness.RECENT
                  && one.asked.isAfter(came.minus(options.recentWindow().get())));
      return one.found.isPresent() && recent
          ? Result.success(one.found.get())
          : ask(repository, wanted, one);
    } finally {
      one.asking.unlock();
    }
  }

  private Result<String> ask(Repository repository, String wanted, Known one) {
    Instant asked = options.clock().instant();
    return asked(repository, wanted)
        .map(found -> {
          one.found = Optional.of(found);
          one.asked = asked;
          return found;
        });
  }

  private Result<String> asked(Repository repository, String wanted) {
    boolean chart = !repository.chart().isEmpty();
    boolean tag = !chart && !isRange(wanted);
    return open(repository)
        .then(registry ->
            tag
                ? registry
                    .manifest(wanted.equals("HEAD") ? "latest" : wanted)
                    .map(Described::digest)
                : highest(repository, registry, wanted, chart));
  }

  private static boolean isRange(String wanted) {
    return VersionConstraint.parse(wanted).isPresent();
  }

  private static Result<String> highest(
      Repository repository, Registry registry, String wanted, boolean chart) {
    Result<String> version =
        registry
            .tags()
            .map(tags -> tags.stream().map(tag -> tag.replace('_', '+')).toList())
            .then(versions -> Versions.highest(repository, wanted, versions));
    return chart
        ? version
        : version.then(found -> registry.manifest(found.replace('+', '_'))).map(Described::digest);
  }

  public Result<ArchiveTree> tree(Repository repository, String revision) {
    String key = ArchiveCache.key(repository, revision);
    boolean chart = !repository.chart().isEmpty();
    return archives
        .find(key, archive -> Archives.tree(archive, revision, chart))
        .map(Result::success)
        .orElseGet(() -> open(repository).then(registry -> fetched(registry, revision, key)));
  }

  private Result<ArchiveTree> fetched(Registry registry, String revision, String key) {
    return registry
        .manifest(revision.replace('+', '_'))
        .then(described -> layer(registry, described, revision, key));
  }

  private Result<ArchiveTree> layer(
      Registry registry, Described described, String revision, String key) {
    List<Manifest> layers =
        described.manifest().items("layers").stream()
            .filter(layer -> LAYERS.contains(layer.text("mediaType").orElse("")))
            .toList();
    if (layers.size() != 1) {
      return Result.failed(
          registry.unusable(
              registry.name() + " " + revision,
              "it has "
                  + layers.size()
                  + " layers that hold files, and exactly one is wanted (a tar, one in gzip, or a"
                  + " Helm chart)"));
    }
    boolean chart = layers.getFirst().text("mediaType").filter(CHART::equals).isPresent();
    return registry
        .blob(layers.getFirst().text("digest").orElse(""))
        .then(archive -> {
          try {
            return Result.success(
                archives.keep(key, archive, bytes -> Archives.tree(bytes, revision, chart)));
          } catch (IOException e) {
            return Result.failed(
                registry.unusable(
                    registry.name() + " " + revision, String.valueOf(e.getMessage())));
          }
        });
  }

  /** What the annotations of an artefact say (org.opencontainers.image). */
  public Result<Commit> commit(Repository repository, String revision) {
    return open(repository)
        .then(registry -> registry.manifest(revision.replace('+', '_')))
        .map(described -> {
          Manifest manifest = described.manifest();
          return new Commit(
              revision,
              annotation(manifest, "authors").orElse(""),
              created(manifest),
              annotation(manifest, "title")
                  .or(() -> annotation(manifest, "description"))
                  .orElse(""),
              List.of());
        });
  }

  private static Optional<String> annotation(Manifest manifest, String name) {
    return manifest.text("annotations", "org.opencontainers.image." + name);
  }

  private static Instant created(Manifest manifest) {
    try {
      return annotation(manifest, "created").map(Instant::parse).orElse(Instant.EPOCH);
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }

  private Result<Registry> open(Repository repository) {
    return Registry.of(
        repository, options.sources().get().gitTimeout(), options.hostCertificates());
  }
}
