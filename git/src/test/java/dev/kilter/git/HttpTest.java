package dev.kilter.git;

import static dev.kilter.git.Fetchers.failure;
import static dev.kilter.git.Fetchers.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.settings.Settings.Git.Client;
import dev.kilter.model.source.Repository;
import dev.kilter.model.source.SourceFetcher.Freshness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpTest {
  private static final String CANARY = "c4nary+s3cret/";
  @TempDir private Path folder;
  private GitFolder origin;
  private HttpGitServer server;
  private JGitFetcher fetcher;
  private String head;

  /** It went along without credentials. */
  void assertRedirected(Failure failure, HttpGitServer other) {
    assertThat(failure).isInstanceOf(Failure.RepositoryDenied.class);
    assertThat(other.requests()).isNotEmpty();
  }

  /** In how many it gets to know and brings a new commit. */
  int conversations() {
    return 1;
  }

  /** Held by both clients. */
  Client client() {
    return Client.JGIT;
  }

  @BeforeEach
  void serveARepository() throws IOException {
    origin = GitFolder.create(folder.resolve("srv/shop"));
    head = origin.write("app/a.yaml", "a: 1\n").commit("first");
    server = new HttpGitServer(folder.resolve("srv"));
    fetcher = Fetchers.in(folder.resolve("cache"), client());
  }

  @AfterEach
  void close() {
    fetcher.close();
    server.close();
  }

  private Repository repository(Map<String, String> credentials) {
    return repository(server.url("shop"), credentials);
  }

  private static Repository repository(String url, Map<String, String> credentials) {
    return new Repository(url, "git", "", "", credentials);
  }

  private Result<String> resolve(Repository repository) {
    return fetcher.resolve(repository, "main", "", Freshness.FORCED);
  }

  @Test
  void fetchesAnonymously() {
    Repository repository = repository(Map.of());
    assertThat(value(resolve(repository))).isEqualTo(head);
    assertThat(value(fetcher.tree(repository, head)).objectId("app/a.yaml")).isPresent();
  }

  @Test
  void fetchesWithPasswordOrToken() {
    server.wantsBasic("ada", CANARY);
    Repository withPassword = repository(Map.of("username", "ada", "password", CANARY));
    assertThat(value(resolve(withPassword))).isEqualTo(head);
    assertThat(value(fetcher.tree(withPassword, head)).commit()).isEqualTo(head);
    server.wantsBasic("x-access-token", CANARY);
    assertThat(value(resolve(repository(Map.of("password", CANARY))))).isEqualTo(head);
    server.wantsBearer(CANARY);
    assertThat(value(resolve(repository(Map.of("bearerToken", CANARY))))).isEqualTo(head);
  }

  @Test
  void readsUserInfoInTheUrl() {
    server.wantsBasic("ada", "pass");
    String url = server.url("shop").replace("http://", "http://ada:pass@");
    assertThat(value(resolve(repository(url, Map.of())))).isEqualTo(head);
  }

  @Test
  void isDeniedWithoutEverNamingTheSecret() {
    server.wantsBasic("ada", "right");
    for (Repository repository :
        List.of(
            repository(Map.of()),
            repository(Map.of("username", "ada", "password", CANARY)),
            repository(Map.of("bearerToken", CANARY)),
            repository(server.url("shop").replace("//", "//ada:" + "c4nary@"), Map.of()))) {
      Failure failure = failure(resolve(repository));
      assertThat(failure).isInstanceOf(Failure.RepositoryDenied.class);
      assertThat(failure.toString())
          .contains("does not accept these credentials")
          .doesNotContain("c4nary");
      assertThat(repository.toString() + value(Result.success(failure))).doesNotContain(CANARY);
    }
  }

  @Test
  void tellsWhatIsWrongWithTheRemote() throws IOException {
    assertThat(failure(resolve(repository(server.url("nowhere"), Map.of()))))
        .isInstanceOf(Failure.RepositoryDenied.class)
        .extracting(Failure::message)
        .asString()
        .contains("no such repository");
    server.answersOnly(503);
    assertThat(failure(resolve(repository(Map.of()))))
        .isInstanceOf(Failure.RepositoryUnreachable.class)
        .extracting(Failure::message)
        .asString()
        .contains("503");
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Map<String, String> secret = Map.of("password", CANARY);
    assertThat(failure(resolve(repository("http://127.0.0.1:" + port + "/x?sig=c4nary", secret))))
        .isInstanceOf(Failure.RepositoryUnreachable.class)
        .extracting(Failure::toString)
        .asString()
        .contains("refused")
        .doesNotContain("c4nary");
    assertThat(failure(resolve(repository("https://host.invalid/x", secret))).message())
        .contains("cannot be resolved");
  }

  @Test
  void saysThatARevisionIsGone() {
    String unknown = "0123456789012345678901234567890123456789";
    assertThat(failure(fetcher.tree(repository(Map.of()), unknown)))
        .isInstanceOf(Failure.RevisionMissing.class);
  }

  @Test
  void findsACommitBelowABranchByItsIdOrByFetchingAll() throws IOException {
    origin.write("app/a.yaml", "a: 2\n").commit("second");
    assertThat(value(fetcher.tree(repository(Map.of()), head)).commit()).isEqualTo(head);
    assertThat(
            value(
                fetcher.resolve(repository(Map.of()), head.substring(0, 8), "", Freshness.RECENT)))
        .isEqualTo(head);
  }

  @Test
  void sendsCredentialsToNoOtherHost() throws IOException {
    try (HttpGitServer other = new HttpGitServer(folder.resolve("srv"))) {
      for (Map<String, String> credentials :
          List.of(
              Map.of("username", "ada", "password", CANARY),
              Map.of("username", "ada", "password", CANARY, "forceHttpBasicAuth", "true"),
              Map.of("bearerToken", CANARY))) {
        server.wantsBasic("ada", CANARY);
        if (credentials.containsKey("bearerToken")) {
          server.wantsBearer(CANARY);
        }
        server.redirectsTo(other.url("shop"));
        other.wantsBasic("ada", CANARY);
        assertRedirected(failure(resolve(repository(credentials))), other);
      }
      assertThat(other.requests()).allMatch(request -> request.authorization().isEmpty());
      assertThat(server.requests()).anyMatch(request -> !request.authorization().isEmpty());
    }
  }

  @Test
  void sharesOneQuestionAndOneFetchAmongAll() throws Exception {
    int callers = 8;
    CyclicBarrier start = new CyclicBarrier(callers);
    Repository repository = repository(Map.of());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> trees = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        trees.add(
            threads.submit(() -> {
              start.await();
              String commit = value(fetcher.resolve(repository, "main", "", Freshness.RECENT));
              return value(fetcher.tree(repository, commit)).commit();
            }));
      }
      for (Future<String> tree : trees) {
        assertThat(tree.get()).isEqualTo(head);
      }
    }
    long questions = server.count("info/refs");
    assertThat(questions).as("the refs, and the first objects, which may take long").isEqualTo(2);
    int before = server.requests().size();
    value(
        fetcher.tree(repository, value(fetcher.resolve(repository, "main", "", Freshness.RECENT))));
    assertThat(server.requests()).as("what is here costs nothing").hasSize(before);
  }

  @Test
  void bringsWhatIsNewInTheConversationThatNamesIt() throws Exception {
    Repository repository = repository(Map.of());
    value(fetcher.tree(repository, value(resolve(repository))));
    String next = origin.write("app/b.yaml", "b: 1\n").commit("second");
    long before = server.count("info/refs");
    assertThat(value(resolve(repository))).isEqualTo(next);
    value(fetcher.tree(repository, next));
    assertThat(server.count("info/refs")).isEqualTo(before + conversations());
  }

  @Test
  void forcedResolversShareTheQuestionsAskedAfterTheyCame() throws Exception {
    int callers = 8;
    CyclicBarrier start = new CyclicBarrier(callers);
    Repository repository = repository(Map.of());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> commits = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        commits.add(
            threads.submit(() -> {
              start.await();
              return value(resolve(repository));
            }));
      }
      for (Future<String> commit : commits) {
        assertThat(commit.get()).isEqualTo(head);
      }
    }
    assertThat(server.requests().stream().filter(r -> r.method().equals("GET")).count())
        .isLessThan(callers);
  }
}
