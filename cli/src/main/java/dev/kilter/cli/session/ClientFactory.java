package dev.kilter.cli.session;

import dev.kilter.api.client.KilterClient;
import java.util.List;

/** What the program gives to its command line. */
public interface ClientFactory {
  /** Throws {@link dev.kilter.api.ApiException} where there is no way to connect. */
  KilterClient connect(Connection connection);

  /**
   * Applies the custom resource definitions; one line for each. Existing ones are left alone unless
   * they are ours or {@code takeOver} is set.
   */
  List<String> applyDefinitions(Connection connection, boolean takeOver);

  /** The version of this program. */
  String version();
}
