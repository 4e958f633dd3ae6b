package dev.kilter.git.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import java.net.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RepositoryUrlTest {
  @Test
  void acceptsWhatGitConnectsTo() {
    for (String url :
        List.of(
            "https://github.com/argoproj/argo-cd.git",
            "http://user@host:8080/x",
            "ssh://git@host:2222/x.git",
            "git@github.com:argoproj/argo-cd.git",
            "git://host/x",
            "https://[::1]:8443/x")) {
      assertThat(RepositoryUrl.parse(url)).as(url).isInstanceOf(Result.Success.class);
    }
  }

  @Test
  void refusesWhatCouldBecomeAnOptionOrACommand() {
    for (String url :
        List.of(
            "",
            "-oProxyCommand=x",
            "--upload-pack=touch",
            "ext::sh -c touch",
            "ext::sh",
            "fd::17",
            "https://host/x\n",
            "https://host/a b",
            "ssh://-oProxyCommand=x/y",
            "ssh://-l@host/y",
            "git@host:-x",
            "s3://bucket/x",
            "https:///x",
            "x".repeat(5000))) {
      assertThat(RepositoryUrl.parse(url))
          .as(url)
          .satisfiesAnyOf(
              result -> assertThat(result).isInstanceOf(Result.Failed.class),
              result ->
                  assertThat(((Result.Success<RepositoryUrl>) result).value().local()).isTrue());
    }
  }

  @Test
  void splitsOffUserInfo() {
    RepositoryUrl url =
        ((Result.Success<RepositoryUrl>) RepositoryUrl.parse("https://ada:secret@host/x")).value();
    assertThat(url.uri().toPrivateString()).isEqualTo("https://host/x");
    assertThat(url.user() + ":" + url.password()).isEqualTo("ada:secret");
  }

  @Test
  void readsProxiesAndNothingThatLooksLikeACommand() {
    assertThat(proxy(Map.of("proxy", "http://proxy.example:3128", "noProxy", "x.example")))
        .extracting(Proxy::type)
        .isEqualTo(Proxy.Type.HTTP);
    assertThat(proxy(Map.of("proxy", "socks5://proxy.example"))).isNotEqualTo(Proxy.NO_PROXY);
    assertThat(proxy(Map.of("proxy", "http://p:1", "noProxy", ".example, *.other")))
        .isEqualTo(Proxy.NO_PROXY);
    for (String proxy :
        List.of(
            "socks5://h;touch /tmp/p",
            "http://$(id)",
            "http://`id`",
            "http://h:0",
            "http://h:70000",
            "http://h\nx",
            "-x",
            "http://user:c4nary@h:1")) {
      Result<Proxy> result = ProxySetting.of(Map.of("proxy", proxy), "git.example");
      assertThat(result).as(proxy).isInstanceOf(Result.Failed.class);
      assertThat(((Result.Failed<Proxy>) result).failure())
          .isInstanceOf(Failure.InvalidSpec.class)
          .extracting(Failure::message)
          .asString()
          .doesNotContain("c4nary");
    }
  }

  private static Proxy proxy(Map<String, String> credentials) {
    return ((Result.Success<Proxy>) ProxySetting.of(credentials, "git.example")).value();
  }
}
