package dev.kilter.render.sops;

import dev.kilter.model.failure.Result;
import dev.kilter.model.render.DecryptionSecrets;
import dev.kilter.model.render.ManifestRenderer;
import dev.kilter.model.render.RenderRequest;
import dev.kilter.model.render.Rendering;
import java.util.Map;
import java.util.Optional;

/**
 * Shows renderers the encrypted files of a project in the clear, where the project allows it. What
 * is rendered then is made anew each time: no secret is ever kept on disk.
 */
public final class Decryption implements ManifestRenderer {
  private final ManifestRenderer keeping;
  private final ManifestRenderer forgetting;
  private final DecryptionSecrets secrets;

  public Decryption(
      ManifestRenderer keeping, ManifestRenderer forgetting, DecryptionSecrets secrets) {
    this.keeping = keeping;
    this.forgetting = forgetting;
    this.secrets = secrets;
  }

  @Override
  public Rendering render(RenderRequest request) {
    return switch (secrets.of(request.project())) {
      case Result.Failed<Optional<Map<String, String>>>(var failure) ->
          new Rendering.Failed(failure);
      case Result.Success<Optional<Map<String, String>>>(var entries) ->
          entries
              .map(found -> forgetting.render(decrypted(request, new DecryptionKeys(found))))
              .orElseGet(() -> keeping.render(request));
    };
  }

  private static RenderRequest decrypted(RenderRequest request, DecryptionKeys keys) {
    return request.through(tree -> new DecryptedTree(tree, keys));
  }
}
