package dev.kilter.testkit.apiserver;

import dev.kilter.model.manifest.Manifest;
import java.util.Map;

/** Jobs find their pods by labels that the server makes of their uid. */
final class JobSelectors {
  private static final String UID = "batch.kubernetes.io/controller-uid";

  private JobSelectors() {}

  static Manifest selected(Manifest job) {
    if (job.flag("spec", "manualSelector").orElse(false)) {
      return job;
    }
    Draft draft = Draft.of(job.root());
    boolean shared =
        job.labels().isEmpty()
            || job.labels().equals(job.map("spec", "template", "metadata", "labels"));
    draft
        .at("spec")
        .at("template")
        .at("metadata")
        .at("labels")
        .fill("controller-uid", job.uid())
        .fill("job-name", job.name())
        .fill(UID, job.uid())
        .fill("batch.kubernetes.io/job-name", job.name());
    if (shared) {
      // both are one map in the server's memory
      Object labels = draft.at("spec").at("template").at("metadata").get("labels");
      draft.at("metadata").set("labels", labels);
    }
    return draft.finished().with(Map.of("matchLabels", Map.of(UID, job.uid())), "spec", "selector");
  }
}
