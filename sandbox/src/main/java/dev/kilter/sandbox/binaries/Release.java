package dev.kilter.sandbox.binaries;

/** The versions that a sandbox runs. */
public final class Release {
  public static final String KUBERNETES = "1.36.3";
  static final String ETCD = "3.6.16";

  private Release() {}
}
