package dev.kilter.control.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.codec.Json;
import dev.kilter.control.message.Command;
import dev.kilter.control.message.Event;
import dev.kilter.control.message.Ticket;
import dev.kilter.engine.health.BuiltinHealth;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.store.ApplicationStore;
import dev.kilter.testkit.cluster.ModelCluster;
import dev.kilter.testkit.git.ScriptedGit;
import dev.kilter.testkit.render.FolderRenderer;
import dev.kilter.testkit.store.InMemoryCredentials;
import dev.kilter.testkit.store.Recorders;
import java.lang.reflect.Proxy;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a port does, the command is answered: nobody else would wake the application. */
class EffectsTest {
  @ParameterizedTest
  @MethodSource("throwables")
  void whatIsTooDeepOrTooLargeIsAnswered(Throwable thrown) {
    ApplicationStore store =
        (ApplicationStore)
            Proxy.newProxyInstance(
                ApplicationStore.class.getClassLoader(),
                new Class<?>[] {ApplicationStore.class},
                (_, _, _) -> {
                  throw thrown;
                });
    Ticket ticket = new Ticket(new ApplicationId("argocd", "odd"), 1);

    assertThat(effects(store).perform(new Command.ReadApplication(ticket)))
        .get()
        .isInstanceOfSatisfying(
            Event.Written.class,
            written ->
                assertThat(written.application())
                    .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> assertThat(failed.failure()).isInstanceOf(Failure.Defect.class)));
  }

  static Stream<Throwable> throwables() {
    return Stream.of(
        new IllegalStateException("a bug"), new StackOverflowError(), new OutOfMemoryError());
  }

  private static Effects effects(ApplicationStore store) {
    ModelCluster cluster = new ModelCluster("https://x", "x", new BuiltinHealth(Json::parse));
    return new Effects(
        new Ports(
            store,
            new InMemoryCredentials(),
            new ScriptedGit(),
            new FolderRenderer(),
            cluster,
            cluster,
            new Ports.Memory(
                new Recorders.Graveyard(), new Recorders.Events(), new Recorders.Memory())),
        CpuGate.OPEN);
  }
}
