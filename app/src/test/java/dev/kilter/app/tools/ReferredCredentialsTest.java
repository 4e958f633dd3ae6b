package dev.kilter.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.source.Repository;
import dev.kilter.testkit.application.TestProjects;
import dev.kilter.testkit.store.InMemoryCredentials;
import dev.kilter.testkit.store.InMemoryProjects;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReferredCredentialsTest {
  private static final String LIB = "https://git.example/secret/lib";

  private final InMemoryProjects projects = new InMemoryProjects();
  private final InMemoryCredentials credentials = new InMemoryCredentials();
  private final ReferredCredentials lent = new ReferredCredentials(projects, credentials);

  @Test
  void lendsThemToProjectsThatMayHaveTheUrlAsASource() {
    credentials.save(new Repository(LIB, "git", "", "", Map.of("password", "pw")));
    projects.put(TestProjects.permissive("all"));
    projects.put(
        TestProjects.of("shop", List.of("https://git.example/shop/*"), List.of(), List.of()));
    assertThat(credentialsFor("all")).containsEntry("password", "pw");
    assertThat(credentialsFor("shop")).isEmpty();
    assertThat(credentialsFor("gone")).isEmpty();
    assertThat(credentialsFor("")).isEmpty();
  }

  private Map<String, String> credentialsFor(String project) {
    Repository parent = Repository.open("https://git.example/shop/web").readBy(project);
    return lent.apply(parent, LIB).credentials();
  }
}
