package dev.kilter.control.state;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.time.Moment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** An application as last read, and what the loop says about it as a whole. */
public final class KnownApplication {
  private final ApplicationId id;
  private final SortedSet<String> wouldDo = new TreeSet<>();
  private Application current;
  private Optional<Instant> foreignUntil = Optional.empty();
  private long treeVersion;

  public KnownApplication(Application application) {
    id = application.id();
    current = application;
  }

  public ApplicationId id() {
    return id;
  }

  public Application current() {
    return current;
  }

  /** Takes what was read, unless something newer is known; tells whether it did. */
  public boolean accept(Application read) {
    if (!read.uid().equals(current.uid())
        || Versions.newer(read.resourceVersion(), current.resourceVersion())) {
      current = read;
      return true;
    }
    return false;
  }

  /** Until when another controller is taken to be at work here. */
  public Optional<Instant> foreignUntil() {
    return foreignUntil;
  }

  public void foreignUntil(Instant until) {
    foreignUntil = Optional.of(until);
  }

  public boolean foreign(Moment now) {
    return foreignUntil.filter(now::isBefore).isPresent();
  }

  public long treeVersion() {
    return treeVersion;
  }

  public void treeChanged() {
    treeVersion++;
  }

  public List<String> wouldDo() {
    return List.copyOf(wouldDo);
  }

  /** What would be done if nothing forbade it; said anew at each look. */
  public void wouldDo(String what) {
    wouldDo.add(what);
  }

  public void forgetWouldDo() {
    wouldDo.clear();
  }
}
