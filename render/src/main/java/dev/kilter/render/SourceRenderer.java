package dev.kilter.render;

import dev.kilter.model.application.Source;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.render.ManifestRenderer;
import dev.kilter.model.render.ReadSet;
import dev.kilter.model.render.Reads;
import dev.kilter.model.render.RenderRequest;
import dev.kilter.model.render.Rendering;
import dev.kilter.model.render.Rendering.SourceType;
import dev.kilter.model.source.SourceFetchException;
import dev.kilter.model.source.SourceTreeException;
import dev.kilter.render.detect.Detection;
import dev.kilter.render.directory.DirectoryRenderer;
import dev.kilter.render.helm.HelmRenderer;
import dev.kilter.render.input.RecordingTree;
import dev.kilter.render.input.SourceFolder;
import dev.kilter.render.input.SourceOverrides;
import dev.kilter.render.input.SourcePath;
import dev.kilter.render.input.SourceTool;
import dev.kilter.render.input.ToolSource;
import dev.kilter.render.input.Unrenderable;
import dev.kilter.render.kustomize.KustomizeRenderer;
import dev.kilter.render.plugin.PluginRenderer;
import dev.kilter.render.plugin.Plugins;
import dev.kilter.render.process.Turns;
import dev.kilter.render.process.Workshop;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Port ManifestRenderer: detects the tool and dispatches to it; every fault becomes a Failed. */
public final class SourceRenderer implements ManifestRenderer {
  private final Map<SourceType, SourceTool> tools = new EnumMap<>(SourceType.class);
  private final Turns directories = new Turns();
  private final Turns programs = new Turns();
  private Optional<PluginRenderer> discovering = Optional.empty();

  /** Of each kind, so that programs that take long keep no plain directory waiting. */
  private static int limit(RenderRequest request) {
    int set = request.settings().tools().parallelism();
    return set > 0 ? set : Runtime.getRuntime().availableProcessors();
  }

  /** Renders plain directories, for which no program is needed. */
  public SourceRenderer() {
    tools.put(SourceType.Directory, DirectoryRenderer::render);
  }

  /** Renders everything but what is for a plugin. */
  public SourceRenderer(Workshop workshop) {
    this();
    tools.put(SourceType.Helm, new HelmRenderer(workshop));
    tools.put(SourceType.Kustomize, new KustomizeRenderer(workshop));
  }

  /** Renders everything; the plugins are asked in their order. */
  public SourceRenderer(Workshop workshop, List<Plugins> plugins) {
    this(workshop);
    PluginRenderer renderer = new PluginRenderer(workshop.folders(), plugins);
    tools.put(SourceType.Plugin, renderer);
    discovering = Optional.of(renderer);
  }

  @Override
  public Rendering render(RenderRequest request) {
    try {
      return rendered(request);
    } catch (Unrenderable e) {
      return new Rendering.Failed(e.failure());
    } catch (SourceTreeException e) {
      return new Rendering.Failed(
          new Failure.RenderFailed(e.path(), 0, String.valueOf(e.getMessage())));
    } catch (SourceFetchException e) {
      return new Rendering.Failed(e.failure());
    } catch (UncheckedIOException e) {
      return new Rendering.Failed(new Failure.Defect(String.valueOf(e.getMessage())));
    }
  }

  private Rendering rendered(RenderRequest request) {
    Source source = request.source();
    if (source.isHelmChart()) {
      return chart(request);
    }
    if (source.path().isEmpty() && !source.ref().isEmpty()) {
      // Its files only serve other sources' values; it brings no manifests of its own.
      return new Rendering.Empty(SourceType.Directory, Reads.of(ReadSet.NONE));
    }
    SourceFolder folder = SourceFolder.of(request);
    Source merged = SourceOverrides.merged(source, folder, request.instanceName());
    Optional<Detection> said = Detection.said(merged, request.settings());
    if (said.isPresent()) {
      return made(said.get(), request, merged, folder);
    }
    return discovered(request, merged, folder)
        .orElseGet(
            () -> made(Detection.byFiles(folder, request.settings()), request, merged, folder));
  }

  /** A chart is Helm's, unless a plugin is asked for. */
  private Rendering chart(RenderRequest request) {
    Source source = request.source();
    SourceFolder chart = new SourceFolder(new RecordingTree(request.tree()), new SourcePath(""));
    Detection detection =
        Detection.said(source, request.settings())
            .filter(said -> said.type() == SourceType.Plugin)
            .orElseGet(() -> new Detection(SourceType.Helm, "spec.source.chart is set"));
    return made(detection, request, source, chart);
  }

  /** By a plugin that is for this source, if there is one. */
  private Optional<Rendering> discovered(
      RenderRequest request, Source source, SourceFolder folder) {
    return discovering
        .filter(plugins -> plugins.isAnyInstalled(request.settings().tools()))
        .flatMap(plugins -> {
          ToolSource work = new ToolSource(request, source, folder, "a plugin is for it");
          return programs.take(
              request.application().toString(), limit(request), () -> plugins.discovered(work));
        });
  }

  private Rendering made(
      Detection detection, RenderRequest request, Source source, SourceFolder folder) {
    SourceTool tool = tools.get(detection.type());
    if (tool == null) {
      throw unsupported(detection.type(), detection.reason());
    }
    ToolSource work = new ToolSource(request, source, folder, detection.reason());
    Turns line = detection.type() == SourceType.Directory ? directories : programs;
    return line.take(request.application().toString(), limit(request), () -> tool.render(work));
  }

  private static Unrenderable unsupported(SourceType type, String reason) {
    String kind =
        switch (type) {
          case Helm -> "a Helm chart";
          case Kustomize -> "a Kustomize overlay";
          case Plugin -> "for a config management plugin";
          case Directory -> "a plain directory";
        };
    return new Unrenderable(
        new Failure.ToolUnsupported(
            type.name(),
            "this source is "
                + kind
                + " ("
                + reason
                + "), which this version of Kilter does not"
                + " render yet; nothing is changed in the cluster. Leave the application to Argo"
                + " CD, or point it at plain manifests"));
  }
}
