package dev.kilter.app.hostile;

import dev.kilter.model.manifest.Manifest;
import java.util.ArrayList;
import java.util.List;

/** What an Application's own status says about it, and in which words. */
record Verdict(Kind kind, String words) {
  enum Kind {
    /** Nothing is said yet. */
    PENDING,
    /** It was compared, and something is still to be done or is being done. */
    OPEN,
    /** It is as it should be. */
    WELL,
    /** Something is wrong, and the words say what. */
    WRONG
  }

  static Verdict of(Manifest application) {
    List<String> complaints = new ArrayList<>();
    for (Manifest condition : application.items("status", "conditions")) {
      String type = condition.text("type").orElse("");
      if (type.endsWith("Error") || type.endsWith("Warning")) {
        complaints.add(type + ": " + condition.text("message").orElse(""));
      }
    }
    String phase = application.text("status", "operationState", "phase").orElse("");
    if (phase.equals("Failed") || phase.equals("Error")) {
      complaints.add(application.text("status", "operationState", "message").orElse(""));
    }
    application.items("status", "operationState", "syncResult", "resources").stream()
        .filter(one -> one.text("status").orElse("").equals("SyncFailed"))
        .map(one -> one.text("message").orElse(""))
        .forEach(complaints::add);
    String sync = application.text("status", "sync", "status").orElse("");
    if (!complaints.isEmpty()) {
      return new Verdict(Kind.WRONG, String.join("\n", complaints));
    }
    boolean idle = !phase.equals("Running") && application.at("operation").isEmpty();
    if (sync.equals("Synced") && idle) {
      return new Verdict(Kind.WELL, "");
    }
    return new Verdict(sync.isEmpty() ? Kind.PENDING : Kind.OPEN, sync);
  }
}
