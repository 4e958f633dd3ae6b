package dev.kilter.testkit.apiserver;

import dev.kilter.model.manifest.Manifest;

/** An answer that is no error. */
record Reply(int status, Manifest content) {
  static Reply ok(Manifest content) {
    return new Reply(200, content);
  }
}
