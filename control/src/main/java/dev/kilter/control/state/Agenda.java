package dev.kilter.control.state;

import dev.kilter.model.application.ApplicationId;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/** The applications to look at before the event at hand is done with. */
public final class Agenda {
  private final SequencedSet<ApplicationId> ids = new LinkedHashSet<>();

  public void look(ApplicationId id) {
    ids.add(id);
  }

  public void look(Set<ApplicationId> several) {
    ids.addAll(several);
  }

  public Optional<ApplicationId> next() {
    return ids.isEmpty() ? Optional.empty() : Optional.of(ids.removeFirst());
  }
}
