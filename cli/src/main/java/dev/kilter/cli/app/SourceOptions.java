package dev.kilter.cli.app;

import dev.kilter.api.Document;
import dev.kilter.cli.session.CommandFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that describe a source. */
final class SourceOptions {
  @Option(names = "--repo", paramLabel = "URL", description = "Repository.")
  @Nullable String repo;

  @Option(names = "--path", paramLabel = "PATH", description = "Folder in the repository.")
  @Nullable String path;

  @Option(names = "--revision", paramLabel = "REVISION", description = "Branch, tag or commit.")
  @Nullable String revision;

  @Option(
      names = "--tag-prefix",
      paramLabel = "TEXT",
      description = "Of the tags that a version range in --revision is about.")
  @Nullable String tagPrefix;

  @Option(names = "--ref", paramLabel = "NAME", description = "For other sources to refer to it.")
  @Nullable String ref;

  @Option(names = "--helm-chart", paramLabel = "NAME", description = "Chart of a Helm repository.")
  @Nullable String chart;

  @Option(names = "--source-position", paramLabel = "N", description = "Which source, from 1.")
  int position;

  @Option(names = "--source-name", paramLabel = "NAME", description = "Which source, by name.")
  @Nullable String sourceName;

  @Option(
      names = "--directory-recurse",
      negatable = true,
      description = "Read the folders below too.")
  @Nullable Boolean recurse;

  @Option(
      names = "--directory-disable-extension-filter",
      negatable = true,
      description = "Read files whatever their names end with.")
  @Nullable Boolean anyExtension;

  @Option(names = "--directory-include", paramLabel = "GLOB", description = "Files to take.")
  @Nullable String include;

  @Option(names = "--directory-exclude", paramLabel = "GLOB", description = "Files to leave out.")
  @Nullable String exclude;

  @Option(names = "--values", paramLabel = "FILE", description = "Helm values file.")
  List<String> values = new ArrayList<>();

  @Option(names = "--release-name", paramLabel = "NAME", description = "Helm release name.")
  @Nullable String releaseName;

  @Option(
      names = {"--helm-set", "-p", "--parameter"},
      paramLabel = "NAME=VALUE",
      description = "Helm parameter.")
  List<String> helmSet = new ArrayList<>();

  @Option(
      names = "--helm-set-string",
      paramLabel = "NAME=VALUE",
      description = "Helm parameter, always a text.")
  List<String> helmSetString = new ArrayList<>();

  @Option(
      names = "--kustomize-image",
      paramLabel = "IMAGE",
      description = "Image override of Kustomize.")
  List<String> images = new ArrayList<>();

  @Option(names = "--nameprefix", paramLabel = "TEXT", description = "Kustomize name prefix.")
  @Nullable String namePrefix;

  @Option(names = "--namesuffix", paramLabel = "TEXT", description = "Kustomize name suffix.")
  @Nullable String nameSuffix;

  Document onto(Document application) {
    List<Document> sources = application.documents("spec", "sources");
    if (sources.isEmpty()) {
      Document source =
          SpecOptions.set(changed(application.document("spec", "source")), sourceName, "name");
      return source.root().isEmpty()
          ? application
          : application.with(source.root(), "spec", "source");
    }
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    sources.forEach(source -> all.add(source.root()));
    if (!changed(Document.EMPTY).root().isEmpty()) {
      int chosen = chosen(sources);
      all.set(chosen, changed(sources.get(chosen)).root());
    }
    return application.with(all, "spec", "sources");
  }

  private int chosen(List<Document> sources) {
    for (int i = 0; i < sources.size(); i++) {
      if (i == position - 1 || sources.get(i).text("name").equals(sourceName)) {
        return i;
      }
    }
    throw CommandFailure.usage(
        "The application has " + sources.size() + " sources, and none of them was chosen.",
        "--source-position says which one to change, from 1, or --source-name.",
        "--source-position 1");
  }

  private Document changed(Document source) {
    Document result = SpecOptions.set(source, repo, "repoURL");
    result = SpecOptions.set(result, tagPrefix, "tagPrefix");
    result = SpecOptions.set(result, ref, "ref");
    result = SpecOptions.set(result, path, "path");
    result = SpecOptions.set(result, chart, "chart");
    result = SpecOptions.set(result, revision, "targetRevision");
    result = SpecOptions.set(result, recurse, "directory", "recurse");
    result = SpecOptions.set(result, anyExtension, "directory", "disableExtensionFilter");
    result = SpecOptions.set(result, include, "directory", "include");
    result = SpecOptions.set(result, exclude, "directory", "exclude");
    result = SpecOptions.set(result, values.isEmpty() ? null : values, "helm", "valueFiles");
    result = SpecOptions.set(result, releaseName, "helm", "releaseName");
    result = SpecOptions.set(result, namePrefix, "kustomize", "namePrefix");
    result = SpecOptions.set(result, nameSuffix, "kustomize", "nameSuffix");
    result = SpecOptions.set(result, images(result), "kustomize", "images");
    return SpecOptions.set(result, parameters(result), "helm", "parameters");
  }

  private @Nullable Object images(Document source) {
    if (images.isEmpty()) {
      return null;
    }
    Map<String, String> byName = new LinkedHashMap<>();
    source.texts("kustomize", "images").forEach(image -> byName.put(imageName(image), image));
    images.forEach(image -> byName.put(imageName(image), image));
    return List.copyOf(byName.values());
  }

  private static String imageName(String image) {
    return image.split("[=:@]", 2)[0];
  }

  private @Nullable Object parameters(Document source) {
    if (helmSet.isEmpty() && helmSetString.isEmpty()) {
      return null;
    }
    Map<String, Map<String, @Nullable Object>> byName = new LinkedHashMap<>();
    source
        .documents("helm", "parameters")
        .forEach(parameter -> byName.put(parameter.text("name"), parameter.root()));
    helmSet.forEach(text -> add(byName, text, false));
    helmSetString.forEach(text -> add(byName, text, true));
    return List.copyOf(byName.values());
  }

  private static void add(
      Map<String, Map<String, @Nullable Object>> byName, String text, boolean forceString) {
    int mark = text.indexOf('=');
    if (mark < 1) {
      throw CommandFailure.usage(
          "\"" + text + "\" is no Helm parameter.",
          "It has the form NAME=VALUE.",
          "--helm-set replicas=3");
    }
    Map<String, @Nullable Object> parameter = new LinkedHashMap<>();
    parameter.put("name", text.substring(0, mark));
    parameter.put("value", text.substring(mark + 1));
    if (forceString) {
      parameter.put("forceString", true);
    }
    byName.put(Objects.toString(parameter.get("name")), parameter);
  }
}
