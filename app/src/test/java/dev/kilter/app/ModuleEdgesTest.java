package dev.kilter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Holds the POMs to the edges that ARCHITECTURE.md draws; a new edge is a decision, not a detail.
 */
@NullMarked
class ModuleEdgesTest {
  private static final Path ROOT = Path.of(System.getProperty("kilter.root", ".."));

  private static final String EDGES =
      """
      api -> codec
      app -> api binaries cli cluster codec control engine git model render sandbox server store ui
      bench -> codec engine model
      binaries ->
      cli -> api codec
      cluster -> codec model
      codec ->
      control -> engine model
      e2e ->
      engine -> model
      git -> codec model
      model ->
      render -> codec model
      sandbox -> binaries
      server -> api codec engine model
      store -> codec model
      testkit -> codec model
      ui ->
      """;

  @Test
  void modulesSeeOnlyWhatTheMapAllows() throws Exception {
    Map<String, NavigableSet<String>> edges = new TreeMap<>();
    for (String module : modules()) {
      edges.put(module, mainDependencies(module));
    }
    StringBuilder drawn = new StringBuilder();
    edges.forEach((module, targets) ->
        drawn.append((module + " -> " + String.join(" ", targets)).stripTrailing()).append('\n'));
    assertThat(drawn.toString()).isEqualTo(EDGES);
  }

  private static List<String> modules() throws Exception {
    return elements(parse(ROOT.resolve("pom.xml")).getDocumentElement(), "module")
        .map(Element::getTextContent)
        .toList();
  }

  private static NavigableSet<String> mainDependencies(String module) throws Exception {
    NavigableSet<String> targets = new TreeSet<>();
    elements(parse(ROOT.resolve(module).resolve("pom.xml")).getDocumentElement(), "dependency")
        .filter(dependency -> "dev.kilter".equals(text(dependency, "groupId")))
        .filter(dependency -> !"test".equals(text(dependency, "scope")))
        .map(dependency -> text(dependency, "artifactId"))
        .forEach(targets::add);
    return targets;
  }

  private static Document parse(Path pom) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(pom.toFile());
  }

  private static String text(Element parent, String tag) {
    return elements(parent, tag).map(Element::getTextContent).findFirst().orElse("");
  }

  private static Stream<Element> elements(Element parent, String tag) {
    var nodes = parent.getElementsByTagName(tag);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i));
  }
}
