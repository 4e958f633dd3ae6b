package dev.kilter.api.client;

/**
 * A server and who asks it. Prints without the token.
 *
 * @param base {@code https://cd.acme.io} or with a path behind it; no slash at its end
 * @param token empty for nobody
 * @param insecure takes every certificate
 */
public record ServerAddress(String base, String token, boolean insecure) {
  /** {@code server} is host and port, as Argo CD's command line names it. */
  public static ServerAddress of(
      String server, String rootPath, String token, boolean plainText, boolean insecure) {
    String path = rootPath.isEmpty() || rootPath.startsWith("/") ? rootPath : "/" + rootPath;
    String base = (plainText ? "http://" : "https://") + server + path;
    return new ServerAddress(base.replaceAll("/+$", ""), token, insecure);
  }

  @Override
  public String toString() {
    return base;
  }
}
