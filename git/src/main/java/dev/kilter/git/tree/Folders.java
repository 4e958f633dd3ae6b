package dev.kilter.git.tree;

import dev.kilter.git.cache.Recent;
import dev.kilter.model.source.SourceTree.Entry;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/** The folders read last, so that reading a folder's files one by one parses it once. */
final class Folders {
  private static final int KEPT = 16;
  private final Recent<ObjectId, Map<String, Child>> recent = new Recent<>(KEPT, KEPT, _ -> 1);

  record Child(ObjectId id, Entry.Type type, boolean executable) {}

  synchronized Map<String, Child> children(Repository objects, ObjectId folder) throws IOException {
    Optional<Map<String, Child>> known = recent.get(folder);
    if (known.isPresent()) {
      return known.get();
    }
    Map<String, Child> children = new LinkedHashMap<>();
    try (ObjectReader reader = objects.newObjectReader()) {
      var parser = new CanonicalTreeParser(null, reader, folder);
      for (; !parser.eof(); parser.next()) {
        children.put(
            parser.getEntryPathString(),
            new Child(
                parser.getEntryObjectId(),
                type(parser.getEntryFileMode()),
                FileMode.EXECUTABLE_FILE.equals(parser.getEntryRawMode())));
      }
    }
    recent.put(folder, Collections.unmodifiableMap(children));
    return children;
  }

  private static Entry.Type type(FileMode mode) {
    return switch (mode.getBits() & FileMode.TYPE_MASK) {
      case FileMode.TYPE_TREE -> Entry.Type.FOLDER;
      case FileMode.TYPE_SYMLINK -> Entry.Type.LINK;
      case FileMode.TYPE_GITLINK -> Entry.Type.SUBMODULE;
      default -> Entry.Type.FILE;
    };
  }
}
