package dev.kilter.store.watching;

import dev.kilter.model.manifest.Manifest;
import dev.kilter.store.requests.ResourceSelection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A collection, and who is to hear of it. */
public record Followed(ResourceSelection selection, ResourceListener listener) {
  /** The same with each collection once: several who want to hear of one share its watch. */
  public static List<Followed> together(List<Followed> all) {
    Map<ResourceSelection, Followed> together = new LinkedHashMap<>();
    all.forEach(each -> together.merge(each.selection, each, Followed::and));
    return List.copyOf(together.values());
  }

  private Followed and(Followed other) {
    return new Followed(selection, new Both(listener, other.listener));
  }

  private record Both(ResourceListener first, ResourceListener second) implements ResourceListener {
    private Stream<ResourceListener> each() {
      return Stream.of(first, second);
    }

    @Override
    public void upserted(Manifest resource) {
      each().forEach(listener -> listener.upserted(resource));
    }

    @Override
    public void removed(String namespace, String name) {
      each().forEach(listener -> listener.removed(namespace, name));
    }

    @Override
    public void synced() {
      each().forEach(ResourceListener::synced);
    }
  }
}
