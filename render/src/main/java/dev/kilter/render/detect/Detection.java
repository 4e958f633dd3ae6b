package dev.kilter.render.detect;

import dev.kilter.model.application.Source;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.render.Rendering.SourceType;
import dev.kilter.model.settings.Settings;
import dev.kilter.render.input.SourceFolder;
import dev.kilter.render.input.Unrenderable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tool that a source is for, and why, in words. Argo CD's order: the one block that says
 * something, then a plugin that discovers, then Chart.yaml, then a kustomization file, else a plain
 * directory; a tool that is switched off leaves a plain directory.
 */
public record Detection(SourceType type, String reason) {
  private static final List<SourceType> BLOCKS =
      List.of(SourceType.Kustomize, SourceType.Helm, SourceType.Directory, SourceType.Plugin);

  /** What the source itself says; empty where it says nothing. */
  public static Optional<Detection> said(Source source, Settings.Sources settings) {
    List<SourceType> explicit = new ArrayList<>();
    for (SourceType type : BLOCKS) {
      if (isSaid(source, type)) {
        explicit.add(type);
      }
    }
    if (explicit.size() > 1) {
      List<String> names = explicit.stream().map(Detection::name).toList();
      throw new Unrenderable(
          new Failure.InvalidSpec(
              "a source is for one tool, but this one has "
                  + String.join(" and ", names)
                  + "; remove all but one"));
    }
    if (explicit.isEmpty()) {
      return Optional.empty();
    }
    SourceType type = explicit.getFirst();
    return Optional.of(
        isOn(type, settings)
            ? new Detection(type, "spec.source." + name(type) + " is set")
            : new Detection(SourceType.Directory, type + " is switched off"));
  }

  /** As in Argo CD, a plugin is asked for by an empty block, too. */
  private static boolean isSaid(Source source, SourceType type) {
    Object block = source.raw().root().get(name(type));
    return type == SourceType.Plugin ? block instanceof Map : saysSomething(block);
  }

  /** What its files say. */
  public static Detection byFiles(SourceFolder folder, Settings.Sources settings) {
    if (settings.helm() && folder.first("Chart.yaml").isPresent()) {
      return new Detection(SourceType.Helm, "there is " + folder.path().child("Chart.yaml"));
    }
    Optional<String> kustomization =
        settings.kustomize()
            ? folder.first("kustomization.yaml", "kustomization.yml", "Kustomization")
            : Optional.empty();
    return kustomization
        .map(name -> new Detection(SourceType.Kustomize, "there is " + folder.path().child(name)))
        .orElseGet(() -> new Detection(SourceType.Directory, "no other tool's file is there"));
  }

  private static boolean isOn(SourceType type, Settings.Sources settings) {
    return switch (type) {
      case Helm -> settings.helm();
      case Kustomize -> settings.kustomize();
      case Directory, Plugin -> true;
    };
  }

  private static String name(SourceType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  /** A block whose every field is at its zero value is as good as absent, as in Argo CD. */
  private static boolean saysSomething(@Nullable Object node) {
    return switch (node) {
      case null -> false;
      case Map<?, ?> map -> map.values().stream().anyMatch(Detection::saysSomething);
      case List<?> list -> !list.isEmpty();
      case String text -> !text.isEmpty();
      case Boolean flag -> flag;
      case Number number -> number.doubleValue() != 0;
      default -> true;
    };
  }
}
