package dev.kilter.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.api.Answer;
import dev.kilter.api.Document;
import dev.kilter.codec.Json;
import dev.kilter.server.openapi.Description;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The description says of each route what it really takes and answers. */
class DescriptionOfRoutesTest {
  private final RouteStory story = new RouteStory();
  private final KilterApi api = story.api();
  private final Document description = new Document(api.description());

  @Test
  void everyRouteIsInItAndNothingElse() throws IOException {
    Set<String> described = new TreeSet<>();
    description
        .document("paths")
        .root()
        .forEach((path, methods) ->
            Document.of(methods)
                .root()
                .keySet()
                .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path)));
    assertThat(described)
        .isEqualTo(
            api.routes().stream()
                .map(route -> route.replace("=**", ""))
                .collect(Collectors.toCollection(TreeSet::new)));
    Files.write(Path.of("target/swagger.json"), Json.bytes(description.root()));
  }

  @Test
  void everyOperationHasANameOfItsOwn() {
    assertThat(api.described())
        .extracting(route -> route.about().id())
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[A-Za-z]+Service_[A-Za-z0-9]+"));
  }

  @Test
  void everyDefinitionIsUsed() {
    String text = Json.text(description.root());
    assertThat(description.document("definitions").root().keySet())
        .allMatch(name -> text.contains("\"#/definitions/" + name + "\""));
  }

  /** So that no parameter works which nobody is told of. */
  @Test
  void nothingElseIsReadFromTheQuery() {
    for (Description.Route route : api.described()) {
      story.fill();
      Asked asked = new Asked();
      story.answer(story.api(), name(route), Access.OWNER, asked);
      assertThat(parameters(route)).describedAs(name(route)).containsAll(asked.names);
    }
  }

  /** Of what the fakes can answer; a member more is one that generated clients lose. */
  @Test
  void noAnswerSaysMoreThanIsDescribed() {
    for (Description.Route route : api.described()) {
      story.fill();
      Answer answer = story.answer(story.api(), name(route), Access.OWNER);
      String definition = answer.ok() ? route.about().answer() : "Problem";
      if (!route.streams() || !answer.ok()) {
        List<String> unknown = new ArrayList<>();
        compare(answer.tree(), Map.of("$ref", "#/definitions/" + definition), "", unknown);
        assertThat(unknown).describedAs(name(route)).isEmpty();
      }
    }
  }

  private void compare(
      @Nullable Object value, Map<?, ?> schema, String place, List<String> unknown) {
    Map<?, ?> resolved = schema;
    if (schema.get("$ref") instanceof String reference) {
      resolved = description.document("definitions", reference.substring(14)).root();
    }
    Document shape = Document.of(resolved);
    switch (value) {
      case Map<?, ?> map when shape.has("properties") || shape.text("type").equals("object") ->
          map.forEach((key, member) -> {
            String below = place + "." + key;
            if (shape.has("additionalProperties")) {
              compare(member, shape.document("additionalProperties").root(), below, unknown);
            } else if (shape.has("properties", (String) key)) {
              compare(member, shape.document("properties", (String) key).root(), below, unknown);
            } else {
              unknown.add(below);
            }
          });
      case List<?> list when shape.has("items") ->
          list.forEach(
              item -> compare(item, shape.document("items").root(), place + "[]", unknown));
      case null, default -> {
        if (value != null && shape.has("type") && !shape.text("type").equals(type(value))) {
          unknown.add(place + " is " + type(value) + ", not " + shape.text("type"));
        }
      }
    }
  }

  private static String type(Object value) {
    return switch (value) {
      case String _ -> "string";
      case Boolean _ -> "boolean";
      case Map<?, ?> _ -> "object";
      case List<?> _ -> "array";
      default -> "integer";
    };
  }

  private Set<String> parameters(Description.Route route) {
    return description
        .documents(
            "paths",
            route.pattern().replace("=**", ""),
            route.method().toLowerCase(Locale.ROOT),
            "parameters")
        .stream()
        .filter(parameter -> parameter.text("in").equals("query"))
        .map(parameter -> parameter.text("name"))
        .collect(Collectors.toSet());
  }

  private static String name(Description.Route route) {
    return route.method() + " " + route.pattern();
  }

  /** Has no parameter, and remembers which it was asked for. */
  private static final class Asked extends HashMap<String, List<String>> {
    private static final long serialVersionUID = 1;
    private final transient Set<String> names = new TreeSet<>();

    @Override
    public List<String> getOrDefault(Object key, List<String> absent) {
      names.add((String) key);
      return absent;
    }

    @Override
    public boolean containsKey(Object key) {
      names.add((String) key);
      return false;
    }
  }
}
