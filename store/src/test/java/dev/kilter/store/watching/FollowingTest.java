package dev.kilter.store.watching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.manifest.Manifest;
import dev.kilter.store.requests.ResourceKind;
import dev.kilter.store.requests.ResourceSelection;
import dev.kilter.store.requests.Resources;
import dev.kilter.store.testing.HttpApi;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class FollowingTest {
  private final List<String> heard = new ArrayList<>();

  @Test
  void anApplicationThatIsTooDeepCostsNobodyElseTheStream() throws GeneralSecurityException {
    Following following = following();
    following.next();
    String deep = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);

    assertThat(following.line(added("odd", deep))).isTrue();
    assertThat(following.line(added("next", "{}"))).isTrue();

    assertThat(heard).containsExactly("odd", "next");
  }

  /** Nothing is asked: the lines are given. */
  private Following following() throws GeneralSecurityException {
    Resources resources =
        new Resources(new HttpApi("https://nowhere.invalid", "", SSLContext.getDefault()));
    return new Following(
        resources,
        new Followed(
            ResourceSelection.of(ResourceKind.APPLICATION, "argocd"),
            new ResourceListener() {
              @Override
              public void upserted(Manifest resource) {
                heard.add(resource.name());
              }

              @Override
              public void removed(String namespace, String name) {
                heard.add("- " + name);
              }
            }));
  }

  private static String added(String name, String spec) {
    return "{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"name\":\""
        + name
        + "\"},\"spec\":"
        + spec
        + "}}";
  }
}
