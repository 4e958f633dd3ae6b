package dev.kilter.render;

import dev.kilter.model.source.SourceTree;
import dev.kilter.model.source.SourceTreeException;
import dev.kilter.model.source.SourceTreeException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A folder {@code live} of 100,000 manifests and a kustomization that names them all. */
public final class WideTree implements SourceTree {
  private static final int FILES = 100_000;
  private static final Pattern FILE = Pattern.compile("live/\\d{1,5}\\.yaml");
  private static final String KUSTOMIZATION = "live/kustomization.yaml";

  @Override
  public String commit() {
    return "c".repeat(40);
  }

  @Override
  public Optional<String> objectId(String path) {
    boolean there =
        path.isEmpty()
            || path.equals("live")
            || path.equals(KUSTOMIZATION)
            || FILE.matcher(path).matches();
    return there ? Optional.of(path) : Optional.empty();
  }

  @Override
  public List<Entry> list(String folder) {
    return folder.equals("live")
        ? IntStream.range(0, FILES)
            .mapToObj(i -> new Entry(i + ".yaml", Entry.Type.FILE, "id" + i))
            .toList()
        : List.of();
  }

  @Override
  public byte[] read(String path, long maxBytes) {
    if (!path.equals(KUSTOMIZATION) && !FILE.matcher(path).matches()) {
      throw new SourceTreeException(path, Reason.MISSING, path + " is not there");
    }
    StringBuilder text = new StringBuilder("resources:\n");
    if (path.equals(KUSTOMIZATION)) {
      IntStream.range(0, FILES).forEach(i -> text.append("- ").append(i).append(".yaml\n"));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public List<String> hops(String path) {
    return List.of(path);
  }
}
