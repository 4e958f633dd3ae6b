package dev.kilter.render.jsonnet;

import dev.kilter.codec.Json;
import dev.kilter.codec.Yaml;
import dev.kilter.model.render.Rendering.Rendered.Item;
import dev.kilter.model.source.SourceTree;
import dev.kilter.model.source.SourceTreeException;
import dev.kilter.render.input.ManifestDocument;
import dev.kilter.render.input.ToolSource;
import dev.kilter.render.input.Unrenderable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;
import scala.util.Either;
import scala.util.Left;
import scala.util.Right;
import sjsonnet.Val;

/**
 * Evaluates Jsonnet files of one source. Each runs on a thread of its own, since its stack is its
 * bound, and it is stopped where it takes more than the limits say.
 */
public final class JsonnetProgram {
  private final SourceTree tree;
  private final JsonnetVariables variables;
  private final JsonnetLimits limits;

  JsonnetProgram(SourceTree tree, JsonnetVariables variables, JsonnetLimits limits) {
    this.tree = tree;
    this.variables = variables;
    this.limits = limits;
  }

  public static JsonnetProgram of(ToolSource source) {
    return new JsonnetProgram(source.tree(), JsonnetVariables.of(source), JsonnetLimits.DEFAULT);
  }

  /** The objects that a file comes to: one, an array of them, or a List. */
  public List<Item> items(String path) {
    Yaml.Document document = Json.document(json(path));
    List<Item> items = new ArrayList<>();
    if (document.tree() instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        items.addAll(items(list.get(i), "element " + i + " of the array", path));
      }
      return items;
    }
    return items(document.tree(), "the result", path);
  }

  private static List<Item> items(@Nullable Object tree, String what, String path) {
    if (tree instanceof Map<?, ?> map) {
      return ManifestDocument.items(map, new Yaml.Document(map, 1, List.of()), path);
    }
    throw Unrenderable.file(
        path, 0, path + " cannot be read as manifests: " + what + " is no Kubernetes object");
  }

  /** What the file evaluates to, as JSON. */
  String json(String path) {
    Meter meter = new Meter(limits);
    Evaluation evaluation = new Evaluation(path, meter);
    Thread thread = new Thread(null, evaluation, "jsonnet " + path, limits.stack());
    thread.setDaemon(true);
    thread.start();
    try {
      if (!thread.join(limits.time().plusSeconds(1))) {
        meter.timeIsUp();
      }
    } catch (InterruptedException e) {
      meter.stop("was interrupted");
      Thread.currentThread().interrupt();
    }
    String exceeded = meter.exceeded();
    if (exceeded != null) {
      throw Unrenderable.file(
          path, 0, path + " " + exceeded + " and was stopped; does it recurse without end?");
    }
    return evaluation.result();
  }

  /** Ends with a text or with what it threw. */
  private final class Evaluation implements Runnable {
    private final String path;
    private final Meter meter;
    private String json = "";
    private @Nullable Throwable thrown;

    private Evaluation(String path, Meter meter) {
      this.path = path;
      this.meter = meter;
    }

    @Override
    @SuppressWarnings("CatchThrowable") // a hostile program may end in any error of the machine
    public void run() {
      meter.begin();
      try {
        json = evaluate();
      } catch (Throwable e) {
        thrown = e;
      }
    }

    private String evaluate() throws sjsonnet.Error {
      TreeImporter importer = new TreeImporter(tree, variables.folders());
      var interpreter =
          new MeteredInterpreter(
              immutable(variables.externals()),
              immutable(variables.arguments()),
              importer,
              Library.of(meter),
              meter);
      Val value =
          right(interpreter.evaluate(NewerSyntax.lowered(importer.text(path)), new TreePath(path)));
      var out = new BoundedWriter(limits.output());
      right(interpreter.materialize(value, new sjsonnet.Renderer(out, -1)));
      return out.toString();
    }

    private String result() {
      return switch (thrown) {
        case null -> json;
        case Unrenderable e -> throw e;
        case SourceTreeException e -> throw e;
        case sjsonnet.Error e -> throw JsonnetFault.of(path, e);
        case StackOverflowError _ ->
            throw Unrenderable.file(
                path, 0, path + " calls itself too deeply; does it recurse without end?");
        case OutOfMemoryError _ ->
            throw Unrenderable.file(path, 0, path + " needs more memory than there is");
        case Throwable e -> throw Unrenderable.file(path, 0, path + " cannot be evaluated: " + e);
      };
    }
  }

  private static <T> T right(Either<sjsonnet.Error, T> either) throws sjsonnet.Error {
    return switch (either) {
      case Left<sjsonnet.Error, T> left -> throw left.value();
      case Right<sjsonnet.Error, T> right -> right.value();
      default -> throw new IllegalStateException("an Either is a Left or a Right");
    };
  }

  private static scala.collection.immutable.Map<String, String> immutable(Map<String, String> map) {
    return scala.collection.immutable.Map$.MODULE$.from(CollectionConverters.asScala(map));
  }
}
