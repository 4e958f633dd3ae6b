package dev.kilter.git.tree;

/** Files of which a repository holds only where they are. */
public interface LargeFiles {
  /** Every file reads as the repository holds it. */
  LargeFiles NONE = (_, stored, _) -> stored;

  /**
   * The content that {@code stored} stands for; that itself where it stands for nothing.
   *
   * @throws dev.kilter.model.source.SourceTreeException where it is larger than allowed
   * @throws dev.kilter.model.source.SourceFetchException where it cannot be had
   */
  byte[] content(String path, byte[] stored, long maxBytes);
}
