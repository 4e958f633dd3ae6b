package dev.kilter.render.helm;

import dev.kilter.codec.Json;
import dev.kilter.model.application.Source;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.render.ReadSet;
import dev.kilter.model.render.RenderRequest.Reference;
import dev.kilter.render.input.BuildEnvironment;
import dev.kilter.render.input.FilePattern;
import dev.kilter.render.input.RecordingTree;
import dev.kilter.render.input.SourcePath;
import dev.kilter.render.input.ToolSource;
import dev.kilter.render.input.Unrenderable;
import dev.kilter.render.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files that a source names for its values, found where Argo CD finds them: below the chart,
 * from the repository's root where the name begins with {@code /}, in another source where it
 * begins with {@code $ref/}. Patterns name all files that match, in the order of their names.
 */
final class ValueFiles {
  private static final long MAX_BYTES = 16L * 1024 * 1024;

  private final ToolSource asked;
  private final Source source;
  private final Workspace workspace;
  private final Path home;
  private final Elsewhere elsewhere;
  private final BuildEnvironment environment;
  private final Map<String, RecordingTree> references = new LinkedHashMap<>();
  private final Map<String, String> names = new LinkedHashMap<>();

  /** A file in one of the trees. */
  private record Place(RecordingTree tree, Optional<String> reference, String path) {}

  ValueFiles(ToolSource asked, Workspace workspace, Path home, Elsewhere elsewhere) {
    this.asked = asked;
    this.source = asked.source();
    this.workspace = workspace;
    this.home = home;
    this.elsewhere = elsewhere;
    this.environment = BuildEnvironment.of(asked);
  }

  String substituted(String text) {
    return environment.substituted(text);
  }

  /** In the order in which Helm is to read them; what stands in the Application comes last. */
  List<String> all() {
    boolean mayLack = source.raw().flag("helm", "ignoreMissingValueFiles").orElse(false);
    List<String> files = new ArrayList<>();
    for (String name : HelmArguments.texts(source.raw(), "valueFiles")) {
      String url = substituted(name);
      if (Elsewhere.isUrl(url)) {
        files.add(written(name, elsewhere.file(url)));
        continue;
      }
      List<Place> places = places(name);
      if (places.isEmpty() && !mayLack) {
        throw missing(name);
      }
      places.forEach(place -> files.add(laidOut(place, name)));
    }
    inline().ifPresent(files::add);
    return files;
  }

  /** One file that must be there. */
  String file(String name) {
    String url = substituted(name);
    if (Elsewhere.isUrl(url)) {
      return written(name, elsewhere.file(url));
    }
    List<Place> places = places(name);
    if (places.size() != 1) {
      throw missing(name);
    }
    return laidOut(places.getFirst(), name);
  }

  private Optional<String> inline() {
    Optional<Object> object = source.raw().at("helm", "valuesObject");
    String text =
        object.map(Json::text).orElseGet(() -> source.raw().text("helm", "values").orElse(""));
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(written("spec.source.helm.values", text.getBytes(StandardCharsets.UTF_8)));
  }

  private List<Place> places(String name) {
    String text = notAFlag(name, substitutedName(name));
    if (text.startsWith("$")) {
      return referenced(name, text);
    }
    String folder = asked.folder().path().path();
    String path = text.startsWith("/") ? text.substring(1) : joined(folder, text);
    return found(asked.tree(), Optional.empty(), inside(name, path));
  }

  /** The name of a reference is no build variable. */
  private String substitutedName(String name) {
    int slash = name.indexOf('/');
    boolean reference = slash > 1 && source.references().contains(name.substring(1, slash));
    return name.startsWith("$") && reference
        ? name.substring(0, slash) + substituted(name.substring(slash))
        : substituted(name);
  }

  private static String notAFlag(String name, String text) {
    if (text.isEmpty()) {
      throw new Unrenderable(
          new Failure.InvalidSpec("the value file '" + name + "' names no file"));
    }
    return text;
  }

  private List<Place> referenced(String name, String text) {
    int slash = text.indexOf('/');
    String reference = slash < 0 ? text.substring(1) : text.substring(1, slash);
    Reference other = asked.request().references().get(reference);
    if (other == null) {
      throw new Unrenderable(
          new Failure.InvalidSpec(
              "the value file "
                  + name
                  + " is in the source with ref: "
                  + reference
                  + ", but no source of the application has this ref; it has "
                  + (asked.request().references().isEmpty()
                      ? "none"
                      : String.join(", ", asked.request().references().keySet()))));
    }
    RecordingTree tree =
        references.computeIfAbsent(reference, _ -> new RecordingTree(other.tree()));
    String path = slash < 0 ? "" : text.substring(slash + 1);
    return found(tree, Optional.of(reference), inside(name, path));
  }

  private static String joined(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  /** Cleaned, and never outside of the repository. */
  private static String inside(String name, String path) {
    try {
      return SourcePath.of(path).path();
    } catch (Unrenderable e) {
      throw new Unrenderable(
          new Failure.InvalidSpec("the value file " + name + " is outside of the repository"));
    }
  }

  private static List<Place> found(RecordingTree tree, Optional<String> reference, String path) {
    if (FilePattern.isOne(path)) {
      return new FilePattern(path)
          .matches(tree).stream().map(match -> new Place(tree, reference, match)).toList();
    }
    boolean file = tree.objectId(path).isPresent() && tree.unrecorded().list(path).isEmpty();
    return file ? List.of(new Place(tree, reference, path)) : List.of();
  }

  private String laidOut(Place place, String name) {
    if (place.reference().isEmpty()) {
      workspace.file(place.path());
      return workspace.at(place.path()).toString();
    }
    return written(name, place.tree().read(place.path(), MAX_BYTES));
  }

  private String written(String name, byte[] content) {
    Path file = home.resolve("values-" + names.size() + ".yaml");
    try {
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException("the values of a render cannot be written: " + e, e);
    }
    names.put("home/" + file.getFileName(), name);
    return file.toString();
  }

  private Unrenderable missing(String name) {
    return Unrenderable.file(
        asked.folder().path().child("Chart.yaml"),
        0,
        "the value file "
            + name
            + " is not there at this revision; ignoreMissingValueFiles: true lets it be absent");
  }

  /** Helm's words, in which files that we wrote have the user's names. */
  String named(String words) {
    String named = words;
    for (Map.Entry<String, String> name : names.entrySet()) {
      named = named.replace(name.getKey(), name.getValue());
    }
    return named;
  }

  /** What was read of each other source. */
  Map<String, ReadSet> referenceReads() {
    Map<String, ReadSet> reads = new HashMap<>();
    references.forEach((name, tree) -> reads.put(name, tree.readSet()));
    return reads;
  }
}
