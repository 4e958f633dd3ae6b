package dev.kilter.render.kustomize;

import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.render.Reads;
import dev.kilter.model.render.Rendering;
import dev.kilter.model.render.Rendering.Rendered.Item;
import dev.kilter.model.render.Rendering.SourceType;
import dev.kilter.render.input.BuildEnvironment;
import dev.kilter.render.input.ManifestDocument;
import dev.kilter.render.input.SourceTool;
import dev.kilter.render.input.ToolSource;
import dev.kilter.render.input.Unrenderable;
import dev.kilter.render.process.Limits;
import dev.kilter.render.process.Programs.Tool;
import dev.kilter.render.process.Scratch;
import dev.kilter.render.process.ToolRun;
import dev.kilter.render.process.ToolRun.Output;
import dev.kilter.render.process.Workshop;
import dev.kilter.render.workspace.Secrets;
import dev.kilter.render.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs {@code kustomize}: lays out what the overlay reads, edits its kustomization as the
 * Application says, builds it.
 */
public final class KustomizeRenderer implements SourceTool {
  private final Workshop workshop;

  public KustomizeRenderer(Workshop workshop) {
    this.workshop = workshop;
  }

  @Override
  public Rendering render(ToolSource source) {
    Manifest fields = Manifest.of(source.source().raw().map("kustomize"));
    String version = fields.text("version").orElse("");
    BuildOptions options = BuildOptions.of(source.tools(), version);
    Path program =
        options.program().isEmpty() ? found(Tool.KUSTOMIZE, source) : Path.of(options.program());
    try (Scratch scratch = workshop.folders().make()) {
      return new Overlay(source, fields, options, program, scratch).rendering();
    }
  }

  private Path found(Tool tool, ToolSource source) {
    return switch (workshop.programs().find(tool, source.tools())) {
      case Result.Success<Path>(var path) -> path;
      case Result.Failed<Path>(var failure) -> throw new Unrenderable(failure);
    };
  }

  /** One overlay in one scratch folder. */
  private final class Overlay {
    private final ToolSource source;
    private final Manifest fields;
    private final BuildOptions options;
    private final Path program;
    private final Scratch scratch;
    private final Workspace workspace;
    private final Remotes remotes;
    private final Layout layout;
    private final String folder;
    private Optional<String> kinds = Optional.empty();

    Overlay(
        ToolSource source, Manifest fields, BuildOptions options, Path program, Scratch scratch) {
      this.source = source;
      this.fields = fields;
      this.options = options;
      this.program = program;
      this.scratch = scratch;
      workspace = new Workspace(source.tree(), scratch.input());
      remotes = new Remotes(workshop.remote(), scratch, source, options);
      layout = new Layout(source.tree(), workspace, remotes, options);
      folder = layout.folder(source.folder().path().path());
    }

    Rendering rendering() {
      BuildEnvironment environment = BuildEnvironment.of(source);
      new Edits(fields, environment).calls().forEach(call -> run(call, workspace.at(folder)));
      patch();
      addComponents();
      Output built = run(build(), scratch.input());
      List<Item> items = ManifestDocument.written(built.text(), "kustomize", file());
      Reads reads = new Reads(source.tree().readSet(), Map.of(), kinds, remotes.read());
      return items.isEmpty()
          ? new Rendering.Empty(SourceType.Kustomize, reads)
          : new Rendering.Rendered(items, SourceType.Kustomize, reads);
    }

    /** The file that people know the overlay by. */
    private String file() {
      return source
          .folder()
          .path()
          .child(
              Layout.NAMES.stream()
                  .filter(this::isThere)
                  .findFirst()
                  .orElse(Layout.NAMES.getFirst()));
    }

    private boolean isThere(String name) {
      return Files.isRegularFile(workspace.at(folder).resolve(name));
    }

    /** There is no call for patches; Argo CD writes them into the file, after its own. */
    private void patch() {
      List<Manifest> patches = fields.items("patches");
      if (patches.isEmpty()) {
        return;
      }
      for (Manifest patch : patches) {
        patch
            .text("path")
            .filter(path -> !path.isEmpty())
            .ifPresent(path -> layout.file(folder, path));
      }
      Path file = workspace.at(folder).resolve(Path.of(file()).getFileName());
      try {
        Optional<Kustomization> read =
            Files.exists(file) ? Kustomization.of(Files.readAllBytes(file)) : Optional.empty();
        Kustomization kustomization =
            read.orElseThrow(() ->
                Unrenderable.file(
                    file(), 0, "patches need a kustomization, and " + file() + " is none"));
        kustomization.add(patches.stream().map(Manifest::root).toList());
        Files.write(file, kustomization.rewritten().orElseThrow());
      } catch (IOException e) {
        throw new UncheckedIOException(file() + " cannot be patched: " + e.getMessage(), e);
      }
    }

    private void addComponents() {
      boolean mayMiss = fields.flag("ignoreMissingComponents").orElse(false);
      List<String> call = new ArrayList<>(List.of("edit", "add", "component", "--"));
      for (Object component : fields.list("components")) {
        String name = String.valueOf(component);
        if (!mayMiss || layout.has(folder, name)) {
          call.add(layout.component(folder, name));
        }
      }
      if (call.size() > 4) {
        run(call, workspace.at(folder));
      }
    }

    private List<String> build() {
      List<String> call = new ArrayList<>(List.of("build", folder.isEmpty() ? "." : "./" + folder));
      call.addAll(options.flags());
      if (options.helm()) {
        call.add("--helm-command");
        call.add(found(Tool.HELM, source).toString());
        charts(call);
      }
      return call;
    }

    /** What templates may see of the cluster, or what the Application says instead. */
    private void charts(List<String> call) {
      String version = fields.text("kubeVersion").orElse("");
      List<String> apiVersions = fields.list("apiVersions").stream().map(String::valueOf).toList();
      if (version.isEmpty() || apiVersions.isEmpty()) {
        ApiResources found =
            switch (source.request().kinds().get()) {
              case Result.Success<ApiResources>(var resources) -> resources;
              case Result.Failed<ApiResources>(var failure) -> throw new Unrenderable(failure);
            };
        kinds = Optional.of(found.digest());
        version = version.isEmpty() ? found.serverVersion() : version;
        apiVersions = apiVersions.isEmpty() ? found.apiVersions() : apiVersions;
      }
      if (!version.isEmpty()) {
        call.add("--helm-kube-version");
        call.add(version.replaceFirst("^v", "").replaceFirst("[-+].*", ""));
      }
      for (String apiVersion : apiVersions) {
        call.add("--helm-api-versions");
        call.add(apiVersion);
      }
    }

    private Output run(List<String> call, Path in) {
      Output output =
          new ToolRun(scratch, Limits.of(source.tools())).run(program, call, in, Map.of());
      if (output.failed()) {
        String words =
            Secrets.removed(output.words(), scratch.input(), layout.secrets())
                .replaceFirst("^Error: ", "");
        throw new Unrenderable(
            new Failure.RenderFailed(
                file(), 0, "kustomize " + call.getFirst() + " failed: " + words));
      }
      return output;
    }
  }
}
