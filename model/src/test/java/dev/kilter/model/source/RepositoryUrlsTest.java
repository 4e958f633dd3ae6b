package dev.kilter.model.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryUrlsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/acme/shop",
        "https://github.com/acme/shop.git",
        "https://github.com/acme/shop/",
        "http://github.com/acme/shop",
        "https://GitHub.com/Acme/Shop.git",
        "https://ana:secret@github.com/acme/shop.git",
        "https://github.com:443/acme/shop",
        "git@github.com:acme/shop.git",
        "org-123@github.com:acme/shop.git",
        "github.com:acme/shop",
        "github.com/acme/shop",
        "ssh://git@github.com/acme/shop",
        "ssh://git@github.com:22/acme/shop.git",
        "ssh://git@ssh.github.com:443/acme/shop.git",
        "git@altssh.github.com:acme/shop.git",
      })
  void oneRepositoryHasManyForms(String form) {
    assertThat(RepositoryUrls.same("https://github.com/acme/shop", form)).isTrue();
    assertThat(RepositoryUrls.same(form, "https://github.com/acme/shop")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://github.com/acme/shop2",
        "https://github.com/acme/sho",
        "https://github.com/acme",
        "https://gitlab.com/acme/shop",
        "https://github.com.evil.org/acme/shop",
        "https://evil.org/github.com/acme/shop",
        "ftp://github.com/acme/shop",
        ".*",
        "(a+)+$",
        "https://github.com/.*/shop",
        "https://github.com/",
        "https://",
        "://",
        ":",
        "/",
        "@",
        "",
      })
  void othersAreOthers(String form) {
    assertThat(RepositoryUrls.same("https://github.com/acme/shop", form)).isFalse();
    assertThat(RepositoryUrls.same(form, "https://github.com/acme/shop")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "file:///srv/git/shop.git, file:///srv/git/shop, true",
    "file:///srv/git/shop, file:///srv/git/shop/, true",
    "file:///srv/git/shop, file:///srv/git/other, false",
    "file:///srv/git/shop, https://srv/git/shop, false",
    "https://dev.azure.com/acme/p/_git/shop, git@ssh.dev.azure.com:v3/acme/p/shop, true",
    "https://acme@dev.azure.com/acme/p/_git/shop, https://dev.azure.com/acme/p/_git/shop, true",
    "https://bb.acme.io/scm/p/shop.git, ssh://git@bb.acme.io:7999/scm/p/shop.git, true",
    "https://host/1/2, git@host:1/2, false",
  })
  void comparesInTables(String one, String other, boolean same) {
    assertThat(RepositoryUrls.same(one, other)).isEqualTo(same);
  }

  @Test
  void aPushConcernsEveryFormOfItsRepositories() {
    PushEvent push =
        new PushEvent(
            List.of("https://git.acme.io/acme/shop", "git@git.acme.io:acme/shop.git"),
            "refs/heads/release/1",
            "",
            "",
            List.of(),
            false,
            false);
    assertThat(push.concerns("ssh://git@git.acme.io:2222/acme/shop")).isTrue();
    assertThat(push.concerns("https://git.acme.io/acme/other")).isFalse();
    assertThat(push.shortRef()).isEqualTo("release/1");
  }
}
