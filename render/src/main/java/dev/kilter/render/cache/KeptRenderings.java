package dev.kilter.render.cache;

import dev.kilter.model.render.ManifestRenderer;
import dev.kilter.model.render.RenderRequest;
import dev.kilter.model.render.Rendering;
import dev.kilter.model.render.Rendering.SourceType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Renders each thing once: what was rendered from the same parameters, and read nothing but what is
 * the same in the requested trees, is the answer without a tool being run, also after a restart
 * (design 2.7). The same request at the same time is rendered once for all who ask. Plain
 * directories are not kept: reading them is cheaper than reading what was kept of them.
 */
public final class KeptRenderings implements ManifestRenderer {
  private final ManifestRenderer renderer;
  private final AnswerFolder folder;
  private final Setbacks setbacks;
  private final Supplier<String> tools;
  private final Map<UnderWay, CompletableFuture<Rendering>> underWay = new ConcurrentHashMap<>();

  /** What is being rendered for whoever asks. */
  private record UnderWay(Question question, Commits commits, boolean anew) {}

  /**
   * @param maxBytes of all files together
   * @param tools the versions of the tools, which are part of every key
   */
  public KeptRenderings(
      ManifestRenderer renderer,
      Path folder,
      long maxBytes,
      Supplier<String> tools,
      InstantSource clock)
      throws IOException {
    this.renderer = renderer;
    this.folder = new AnswerFolder(folder, maxBytes, clock);
    this.setbacks = new Setbacks(clock);
    this.tools = tools;
  }

  @Override
  public Rendering render(RenderRequest request) {
    Question question = Question.of(request, tools.get());
    CompletableFuture<Rendering> mine = new CompletableFuture<>();
    UnderWay key = new UnderWay(question, Commits.of(request), request.anew());
    CompletableFuture<Rendering> first = underWay.putIfAbsent(key, mine);
    if (first != null) {
      return first.join();
    }
    try {
      Rendering rendering = answer(question, request);
      mine.complete(rendering);
      return rendering;
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      underWay.remove(key, mine);
    }
  }

  private Rendering answer(Question question, RenderRequest request) {
    if (!request.anew()) {
      Optional<Rendering> known =
          kept(question, request)
              .or(() -> setbacks.standing(question, request).map(Rendering.Failed::new));
      if (known.isPresent()) {
        return known.get();
      }
    }
    Rendering rendering = renderer.render(request);
    switch (rendering) {
      case Rendering.Failed(var failure) -> setbacks.failed(question, request, failure);
      case Rendering.Rendered(_, var type, _) -> keep(question, rendering, type);
      case Rendering.Empty(var type, _) -> keep(question, rendering, type);
    }
    return rendering;
  }

  private Optional<Rendering> kept(Question question, RenderRequest request) {
    for (Path file : folder.find(question)) {
      Optional<Answer> answer =
          folder.read(question, file).filter(found -> found.reads().holdFor(request));
      if (answer.isPresent()) {
        return answer.map(Answer::rendering);
      }
    }
    return Optional.empty();
  }

  private void keep(Question question, Rendering rendering, SourceType type) {
    setbacks.succeeded(question);
    if (type != SourceType.Directory) {
      Answer.of(rendering).ifPresent(answer -> folder.write(question, answer));
    }
  }
}
