package dev.kilter.engine.compare;

import dev.kilter.model.application.TrackingId;
import java.util.List;
import java.util.Optional;

/**
 * Why a compared object is OutOfSync: people first, then Git, then controllers, because a person's
 * change is what someone has to decide about.
 */
final class DriftClass {
  private static final String MARK =
      FieldPath.ROOT.field("metadata").field("annotations").field(TrackingId.ANNOTATION).toString();

  private DriftClass() {}

  /** Of an object that is live and differs; {@code foreign} names the application that marks it. */
  static Drift of(List<FieldDifference> differences, Owners owners, Optional<String> foreign) {
    if (foreign.isPresent()) {
      return new Drift(Drift.Kind.BY_CONTROLLER, "application " + foreign.get());
    }
    if (!owners.ours() && !owners.applied() && lacksMark(differences)) {
      return new Drift(Drift.Kind.NEVER_APPLIED, "");
    }
    List<FieldManager> others = byOthers(differences, owners);
    return others.stream()
        .filter(FieldManager::human)
        .findFirst()
        .map(human -> new Drift(Drift.Kind.BY_HAND, human.words()))
        .orElseGet(() -> byMachine(differences, others));
  }

  private static Drift byMachine(List<FieldDifference> differences, List<FieldManager> others) {
    boolean onlyOthers =
        !others.isEmpty() && differences.stream().allMatch(DriftClass::liveIsOthers);
    return onlyOthers
        ? new Drift(Drift.Kind.BY_CONTROLLER, others.getFirst().words())
        : new Drift(Drift.Kind.GIT_MOVED, "");
  }

  private static boolean lacksMark(List<FieldDifference> differences) {
    return differences.stream().anyMatch(difference -> difference.path().startsWith(MARK))
        || differences.stream()
            .anyMatch(difference ->
                difference.path().equals("metadata.annotations") && difference.live().isEmpty());
  }

  /** Managers that hold a differing live value which is not ours any more. */
  private static List<FieldManager> byOthers(List<FieldDifference> differences, Owners owners) {
    return owners.others().stream()
        .filter(manager ->
            differences.stream()
                .anyMatch(difference ->
                    liveIsOthers(difference) && difference.owners().contains(manager.words())))
        .toList();
  }

  private static boolean liveIsOthers(FieldDifference difference) {
    return difference.live().isPresent()
        && !difference.owners().isEmpty()
        && !difference.owners().contains(dev.kilter.model.cluster.ResourceApplier.FIELD_MANAGER);
  }
}
