package dev.kilter.render.jsonnet;

import dev.kilter.model.source.SourceTree;
import dev.kilter.render.input.Unrenderable;
import fastparse.ParserInput;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import scala.Option;
import sjsonnet.Importer;
import sjsonnet.Path;
import sjsonnet.ResolvedFile;
import sjsonnet.StaticResolvedFile;

/**
 * Finds imports in the source's tree only, however they are written (S05): beside the importing
 * file, then in the libraries, the last named first, as go-jsonnet does. Where it looks and finds
 * nothing is remembered by the tree.
 */
final class TreeImporter extends Importer {
  private static final long MAX_BYTES = 32L << 20;

  private final SourceTree tree;
  private final List<String> folders;

  TreeImporter(SourceTree tree, List<String> folders) {
    this.tree = tree;
    this.folders = folders.reversed();
  }

  @Override
  public Option<Path> resolve(Path folder, String name) {
    List<String> places = new ArrayList<>();
    places.add(((TreePath) folder).path());
    places.addAll(folders);
    for (String place : places) {
      Optional<String> path = within(place, name);
      if (path.isPresent() && isFile(path.get())) {
        return Option.apply(new TreePath(path.get()));
      }
    }
    return Option.empty();
  }

  /** Nothing for places that are no files: the library has one for what no program says. */
  @Override
  public Option<ResolvedFile> read(Path path) {
    if (!isFile(((TreePath) path).path())) {
      return Option.empty();
    }
    return Option.apply(new Source(text(((TreePath) path).path())));
  }

  /** As a program, what the interpreter can parse; as a text, what it is. */
  private record Source(String readString) implements ResolvedFile {
    @Override
    public ParserInput getParserInput() {
      return new StaticResolvedFile(NewerSyntax.lowered(readString)).getParserInput();
    }

    @Override
    public String contentHash() {
      return readString;
    }
  }

  /** The text of a file, which must be UTF-8. */
  String text(String path) {
    byte[] bytes = tree.read(path, MAX_BYTES);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Unrenderable.file(path, 0, path + " is no text in UTF-8");
    }
  }

  /** Git has no empty folders. */
  private boolean isFile(String path) {
    return tree.objectId(path).isPresent() && tree.list(path).isEmpty();
  }

  /** Where a name leads from a folder; empty where that is out of the tree. */
  private static Optional<String> within(String folder, String name) {
    if (name.startsWith("/") || name.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    List<String> steps = new ArrayList<>();
    for (String step : (folder + "/" + name).split("/", -1)) {
      if (step.equals("..")) {
        if (steps.isEmpty()) {
          return Optional.empty();
        }
        steps.removeLast();
      } else if (!step.isEmpty() && !step.equals(".")) {
        steps.add(step);
      }
    }
    return steps.isEmpty() ? Optional.empty() : Optional.of(String.join("/", steps));
  }
}
