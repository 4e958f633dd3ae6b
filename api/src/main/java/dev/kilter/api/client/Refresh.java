package dev.kilter.api.client;

/** Whether to compare again before answering, and whether to render again for it. */
public enum Refresh {
  NONE(""),
  NORMAL("normal"),
  HARD("hard");

  private final String word;

  Refresh(String word) {
    this.word = word;
  }

  /** As in the query and in the annotation. */
  public String word() {
    return word;
  }
}
