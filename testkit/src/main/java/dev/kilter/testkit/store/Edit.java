package dev.kilter.testkit.store;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationSpec;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A copy of an application with some parts replaced; what is not named stays. */
public final class Edit {
  private Optional<String> uid = Optional.empty();
  private Optional<String> version = Optional.empty();
  private Optional<Map<String, String>> annotations = Optional.empty();
  private Optional<List<String>> finalizers = Optional.empty();
  private Optional<Optional<Instant>> deletion = Optional.empty();
  private Optional<ApplicationSpec> spec = Optional.empty();
  private Optional<Optional<Operation>> operation = Optional.empty();
  private Optional<ApplicationStatus> status = Optional.empty();

  /** Starts from the application's own parts; it is only read. */
  static Edit of(Application application) {
    return new Edit().uid(application.uid());
  }

  public Edit uid(String value) {
    uid = Optional.of(value);
    return this;
  }

  public Edit version(String value) {
    version = Optional.of(value);
    return this;
  }

  public Edit annotations(Map<String, String> value) {
    annotations = Optional.of(value);
    return this;
  }

  public Edit finalizers(List<String> value) {
    finalizers = Optional.of(value);
    return this;
  }

  public Edit deletion(Optional<Instant> value) {
    deletion = Optional.of(value);
    return this;
  }

  public Edit spec(ApplicationSpec value) {
    spec = Optional.of(value);
    return this;
  }

  public Edit operation(Optional<Operation> value) {
    operation = Optional.of(value);
    return this;
  }

  public Edit status(ApplicationStatus value) {
    status = Optional.of(value);
    return this;
  }

  public Application on(Application application) {
    return new Application(
        application.id(),
        uid.orElse(application.uid()),
        version.orElse(application.resourceVersion()),
        application.labels(),
        annotations.orElse(application.annotations()),
        finalizers.orElse(application.finalizers()),
        deletion.orElse(application.deletionTimestamp()),
        spec.orElse(application.spec()),
        operation.orElse(application.operation()),
        status.orElse(application.status()),
        application.raw());
  }
}
