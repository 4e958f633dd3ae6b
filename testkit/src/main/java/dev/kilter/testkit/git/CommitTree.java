package dev.kilter.testkit.git;

import dev.kilter.model.source.SourceTree;
import dev.kilter.testkit.source.MemoryTree;
import java.util.List;
import java.util.Optional;

/** The files of one scripted commit, under its SHA. */
record CommitTree(String commit, MemoryTree files) implements SourceTree {
  @Override
  public Optional<String> objectId(String path) {
    return files.objectId(path);
  }

  @Override
  public List<Entry> list(String folder) {
    return files.list(folder);
  }

  @Override
  public byte[] read(String path, long maxBytes) {
    return files.read(path, maxBytes);
  }

  @Override
  public List<String> hops(String path) {
    return files.hops(path);
  }
}
