package dev.kilter.testkit.source;

import dev.kilter.model.source.SourceTree;
import dev.kilter.testkit.contract.SourceTreeContract;
import java.util.Map;

class MemoryTreeTest extends SourceTreeContract {
  @Override
  protected SourceTree tree(
      Map<String, String> files, Map<String, String> links, Map<String, String> submodules) {
    MemoryTree tree = MemoryTree.of(files);
    for (Map.Entry<String, String> link : links.entrySet()) {
      tree = tree.withLink(link.getKey(), link.getValue());
    }
    for (Map.Entry<String, String> submodule : submodules.entrySet()) {
      tree = tree.withSubmodule(submodule.getKey(), submodule.getValue());
    }
    return tree;
  }
}
