package dev.kilter.engine.status;

import dev.kilter.model.manifest.Manifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where users reach an application: the rules of its ingresses, and links on any object. */
final class ExternalUrls {
  private static final String LINK = "link.argocd.argoproj.io/";

  private ExternalUrls() {}

  static Stream<String> of(Manifest live) {
    return Stream.concat(
        links(live), live.kind().equals("Ingress") ? ingress(live) : Stream.empty());
  }

  /** A link may have a title before a bar. */
  private static Stream<String> links(Manifest live) {
    return live.annotations().entrySet().stream()
        .filter(annotation -> annotation.getKey().startsWith(LINK))
        .map(Map.Entry::getValue)
        .filter(String.class::isInstance)
        .map(value -> ((String) value).substring(((String) value).indexOf('|') + 1));
  }

  private static Stream<String> ingress(Manifest live) {
    List<Object> secured =
        live.items("spec", "tls").stream()
            .<Object>flatMap(entry -> entry.list("hosts").stream().map(String::valueOf))
            .toList();
    return live.items("spec", "rules").stream()
        .flatMap(rule ->
            host(rule, live).stream()
                .flatMap(host ->
                    paths(rule)
                        .map(path ->
                            (secured.contains(host) ? "https://" : "http://") + host + path)));
  }

  private static Optional<String> host(Manifest rule, Manifest live) {
    return rule.text("host")
        .filter(host -> !host.isEmpty())
        .or(() ->
            live.items("status", "loadBalancer", "ingress").stream()
                .flatMap(address -> address.text("hostname").or(() -> address.text("ip")).stream())
                .findFirst());
  }

  private static Stream<String> paths(Manifest rule) {
    List<Manifest> paths = rule.items("http", "paths");
    return paths.isEmpty()
        ? Stream.of("")
        : paths.stream().map(path -> trimmed(path.text("path").orElse("")));
  }

  private static String trimmed(String path) {
    String open = path.endsWith("*") ? path.substring(0, path.length() - 1) : path;
    return open.equals("/") ? "" : open;
  }
}
