package dev.kilter.engine.status;

import dev.kilter.model.manifest.Manifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where users reach an application: the rules of its ingresses, and links on any object, in the
 * form in which Argo CD writes them (controller/cache/info.go).
 */
final class ExternalUrls {
  private static final String LINK = "link.argocd.argoproj.io/";
  private static final String NO_DEFAULTS = "argocd.argoproj.io/ignore-default-links";

  private ExternalUrls() {}

  static Stream<String> of(Manifest live) {
    return Stream.concat(
        links(live.annotations()),
        live.kind().equals("Ingress")
                && live.annotation(NO_DEFAULTS).filter("true"::equals).isEmpty()
            ? ingress(live)
            : Stream.empty());
  }

  /** A link may have a title before a bar, which readers take off. */
  static Stream<String> links(Map<String, ? extends @Nullable Object> annotations) {
    return annotations.entrySet().stream()
        .filter(annotation -> annotation.getKey().startsWith(LINK))
        .map(Map.Entry::getValue)
        .filter(String.class::isInstance)
        .map(String.class::cast);
  }

  private static Stream<String> ingress(Manifest live) {
    List<Manifest> tls = live.items("spec", "tls");
    boolean certificate = tls.stream().anyMatch(entry -> entry.at("secretName").isPresent());
    List<Object> secured =
        tls.stream()
            .<Object>flatMap(entry -> entry.list("hosts").stream().map(String::valueOf))
            .toList();
    return live.items("spec", "rules").stream()
        .flatMap(rule ->
            host(rule, live).stream()
                .flatMap(host ->
                    paths(rule)
                        .map(path ->
                            (certificate || secured.contains(host) ? "https://" : "http://")
                                + host
                                + path)));
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
    return rule.items("http", "paths").stream()
        .map(path -> path.text("path").orElse(""))
        .map(path -> path.endsWith("*") ? path.substring(0, path.length() - 1) : path);
  }
}
