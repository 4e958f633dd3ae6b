package dev.kilter.app.demo;

import dev.kilter.api.client.AppRef;
import dev.kilter.api.client.HttpExchange;
import dev.kilter.api.client.KilterClient;
import dev.kilter.api.client.RollbackRequest;
import dev.kilter.api.client.ServerAddress;
import dev.kilter.app.demo.DemoRepository.Author;
import dev.kilter.model.application.Application;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What happened in the shop before somebody looks: commits that went wrong, edits by hand, a
 * rollback. All of it is done as people do it, so that what Kilter says of it is what it would say.
 */
final class DemoStory {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Author BEN = new Author("Ben", "ben@shop.example");

  private final DemoFolder folder;
  private final DemoRepository repository;
  private final Path kubectl;
  private final Path kubeconfig;
  private final ShopWindow window;

  DemoStory(
      DemoFolder folder,
      DemoRepository repository,
      Path kubectl,
      Path kubeconfig,
      ShopWindow window) {
    this.folder = folder;
    this.repository = repository;
    this.kubectl = kubectl;
    this.kubeconfig = kubeconfig;
    this.window = window;
  }

  /** Where the shop is slow, what is left happens when it happens. */
  void happen(DemoLogin login) throws IOException, InterruptedException {
    List<String> names = Shop.STALLS.stream().map(Shop.Stall::name).toList();
    window.await(names, Shop.State.WELL::of, PATIENCE);
    change();
    editByHand();
    goBack(login);
    window.awaitStates(PATIENCE);
  }

  /** Each commit is deployed before the next one comes, so that each application has its own. */
  private void change() throws IOException, InterruptedException {
    repository
        .change("checkout/deployment.yaml", "checkout:3.1.0", "checkout:3.2.0-broken")
        .commit(BEN, "Try checkout 3.2.0");
    deploy("checkout");
    repository
        .change("prices/deployment.yaml", "prices:2.0.0", "prices:2.1.0")
        .commit(BEN, "Round prices");
    deploy("prices");
    repository
        .add("search/reindex.yaml")
        .change("search/deployment.yaml", "search:3.4.0", "search:4.0.0")
        .commit(DemoRepository.ANA, "Build the index of search 4 before it serves")
        .push();
    repository
        .change(
            "shipping/templates/deployment.yaml",
            "default \"kg\"",
            "required \"set unit to kg or lb\"")
        .commit(BEN, "Ask for the unit of weight")
        .push();
  }

  private void deploy(String name) throws IOException, InterruptedException {
    repository.push();
    String revision = repository.head();
    window.await(List.of(name), application -> deployed(application, revision), PATIENCE);
  }

  private void editByHand() throws IOException {
    kubectl("scale", "deployment/cart", "--replicas", "4");
    kubectl("patch", "configmap/cart", "-p", "{\"data\":{\"LOG_LEVEL\":\"debug\"}}");
  }

  private void kubectl(String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(kubectl.toString(), "--kubeconfig", kubeconfig.toString()));
    command.addAll(List.of("-n", "shop"));
    command.addAll(List.of(words));
    Shell.run(folder.root(), command.toArray(String[]::new));
  }

  private static boolean deployed(Application application, String revision) {
    return application.status().history().stream()
        .anyMatch(entry -> entry.revisions().contains(revision));
  }

  /** To the deployment before, once the last one is over. */
  private void goBack(DemoLogin login) throws InterruptedException {
    window.await(List.of("prices"), Shop.State.WELL::of, PATIENCE);
    String token = client(login, "").identity().logIn("admin", login.password());
    client(login, token)
        .applications()
        .rollback(
            new AppRef("prices", ""),
            new RollbackRequest(
                Optional.empty(), false, false, true, "2.1.0 rounds 9.99 up to 10", ""));
  }

  private static KilterClient client(DemoLogin login, String token) {
    return new KilterClient(new HttpExchange(new ServerAddress(login.address(), token, false)));
  }
}
