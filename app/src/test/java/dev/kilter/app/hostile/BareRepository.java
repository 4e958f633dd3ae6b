package dev.kilter.app.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A real repository whose trees are written byte by byte, so that they may say anything. */
final class BareRepository {
  private final Path folder;

  BareRepository(Path folder) {
    this.folder = folder;
  }

  /** Makes the objects of one commit on main. */
  interface Author {
    /** Answers the root tree. */
    ObjectId tree(ObjectInserter into) throws IOException;
  }

  /** One line of a tree; the mode is text, as Git writes it. */
  @SuppressWarnings("ArrayRecordComponent") // written at once, never compared
  record Line(String mode, byte[] name, ObjectId id) {
    static Line file(String name, ObjectId id) {
      return new Line("100644", name.getBytes(UTF_8), id);
    }

    static Line link(String name, ObjectId id) {
      return new Line("120000", name.getBytes(UTF_8), id);
    }

    static Line folder(String name, ObjectId id) {
      return new Line("40000", name.getBytes(UTF_8), id);
    }

    static Line submodule(String name) {
      String id = "9f31c2a0000000000000000000000000000000aa";
      return new Line("160000", name.getBytes(UTF_8), ObjectId.fromString(id));
    }
  }

  /** Commits what the author makes; answers the repository's URL. */
  String commit(Author author) throws IOException {
    try (Repository repository =
        new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build()) {
      repository.create(true);
      ObjectId commit;
      try (ObjectInserter inserter = repository.newObjectInserter()) {
        CommitBuilder builder = new CommitBuilder();
        builder.setTreeId(author.tree(inserter));
        builder.setAuthor(new PersonIdent("Eve", "eve@example.org"));
        builder.setCommitter(builder.getAuthor());
        builder.setMessage("odd");
        commit = inserter.insert(builder);
        inserter.flush();
      }
      RefUpdate update = repository.updateRef("refs/heads/main");
      update.setNewObjectId(commit);
      update.update();
      repository.updateRef(Constants.HEAD).link("refs/heads/main");
    }
    return "file://" + folder;
  }

  static ObjectId blob(ObjectInserter into, String text) throws IOException {
    return into.insert(Constants.OBJ_BLOB, text.getBytes(UTF_8));
  }

  static ObjectId tree(ObjectInserter into, List<Line> lines) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Line line : lines) {
      out.writeBytes((line.mode() + " ").getBytes(UTF_8));
      out.writeBytes(line.name());
      out.write(0);
      byte[] id = new byte[Constants.OBJECT_ID_LENGTH];
      line.id().copyRawTo(id, 0);
      out.writeBytes(id);
    }
    return into.insert(Constants.OBJ_TREE, out.toByteArray());
  }
}
