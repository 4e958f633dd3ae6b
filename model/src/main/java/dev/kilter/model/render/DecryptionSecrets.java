package dev.kilter.model.render;

import dev.kilter.model.failure.Result;
import java.util.Map;
import java.util.Optional;

/** Port to the keys with which the encrypted files of a project are read. */
public interface DecryptionSecrets {
  /**
   * The entries of the Secret that the AppProject names in its annotation {@value #ANNOTATION};
   * empty where it names none, and then nothing is decrypted. Failures: InvalidSpec where there is
   * no such Secret, ClusterUnreachable, Refused.
   */
  Result<Optional<Map<String, String>>> of(String project);

  /**
   * Set by whoever may write AppProjects: it allows the project's applications to have files
   * decrypted, and names the Secret in Kilter's own namespace that holds the keys.
   */
  String ANNOTATION = "kilter.dev/decryption-secret";
}
