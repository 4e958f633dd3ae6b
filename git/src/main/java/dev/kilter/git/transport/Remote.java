package dev.kilter.git.transport;

import dev.kilter.git.revision.RemoteRefs;
import dev.kilter.git.transport.RemoteObserver.Request;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.settings.Settings.Git.Client;
import dev.kilter.model.source.Repository;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.sshd.ProxyData;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One remote with its credentials; every conversation opens a transport and closes it. */
public final class Remote {
  /**
   * How long a server may be silent while it packs what is fetched: as long as Argo CD lets a
   * {@code git fetch} run. A large repository's first pack takes a busy server a minute.
   */
  private static final Duration PACKING = Duration.ofSeconds(90);

  /** The setting, and the key of a repository's Secret, that choose a client. */
  static final String CLIENT = "kilter.git.client";

  private static final Logger LOG = LoggerFactory.getLogger(Remote.class);

  private final Repository repository;
  private final RepositoryUrl url;
  private final RemoteOptions options;
  private final int depth;
  private final Client client;

  private Remote(Repository repository, RepositoryUrl url, RemoteOptions options, Terms terms) {
    this.repository = repository;
    this.url = url;
    this.options = options;
    this.depth = terms.depth();
    this.client = terms.client();
  }

  /** What the repository's Secret says of how it is fetched. */
  private record Terms(int depth, Client client) {
    static Result<Terms> of(Repository repository, Client usual) {
      Map<String, String> said = repository.credentials();
      String depth = said.getOrDefault("depth", "0").strip();
      if (!depth.matches("[0-9]{1,9}")) {
        return Result.failed(
            new Failure.InvalidSpec("the depth of the repository must be a number of commits"));
      }
      return client(said.getOrDefault(CLIENT, "").strip(), usual)
          .map(client -> new Terms(Integer.parseInt(depth), client));
    }

    private static Result<Client> client(String name, Client usual) {
      return switch (name) {
        case "" -> Result.success(usual);
        case "jgit" -> Result.success(Client.JGIT);
        case "native" -> Result.success(Client.NATIVE);
        default ->
            Result.failed(
                new Failure.InvalidSpec(CLIENT + " of the repository must be jgit or native"));
      };
    }
  }

  /** Fails with InvalidSpec where the URL is none that Kilter connects to. */
  public static Result<Remote> of(Repository repository, RemoteOptions options) {
    return RepositoryUrl.parse(repository.url())
        .then(url -> {
          if (url.local() && !options.fileUrls()) {
            return Result.failed(
                new Failure.InvalidSpec(
                    "the repository URL is a folder of the machine that Kilter runs on, which"
                        + " is switched off (kilter.sources.file in argocd-cm)"));
          }
          return Terms.of(repository, options.client())
              .map(terms -> new Remote(repository, url, options, terms));
        });
  }

  /** Looks at the refs while their conversation is still open, and may go on with it. */
  public interface OnRefs {
    OnRefs NOTHING = (_, _) -> {};

    void heard(RemoteRefs refs, FetchConnection connection) throws IOException;
  }

  /**
   * What the remote has now. What goes wrong after that is for the next conversation to tell; over
   * the system's git, whose conversation is over by then, there is nothing to go on with.
   */
  public Result<RemoteRefs> refs(org.eclipse.jgit.lib.Repository local, OnRefs then) {
    if (client == Client.NATIVE) {
      return converse(
          Request.LS_REMOTE, (known, proxy, patience) -> forked(known, proxy, patience).refs());
    }
    return overJGit(
        local,
        Request.LS_REMOTE,
        transport -> {
          try (FetchConnection connection = transport.openFetch()) {
            RemoteRefs refs = RemoteRefs.of(connection.getRefs());
            try {
              then.heard(refs, connection);
            } catch (IOException | RuntimeException e) {
              LOG.debug("not brought with the refs: {}", e.toString());
            }
            return refs;
          }
        });
  }

  /** Brings a ref while the conversation about the refs is open; its local name is not moved. */
  public void fetch(FetchConnection connection, Ref ref) throws IOException {
    long start = System.nanoTime();
    connection.fetch(NullProgressMonitor.INSTANCE, List.of(ref), Set.of());
    tell(Request.FETCH, start);
  }

  /** Brings the sources of the specs into the local repository. */
  public Result<Boolean> fetch(org.eclipse.jgit.lib.Repository local, Collection<RefSpec> specs) {
    if (client == Client.NATIVE) {
      return converse(
          Request.FETCH,
          (known, proxy, patience) -> {
            Path folder = local.getDirectory().toPath().toAbsolutePath();
            forked(known, proxy, patience).fetch(folder, specs, depth);
            return true;
          });
    }
    return overJGit(
        local,
        Request.FETCH,
        transport -> {
          transport.setTagOpt(TagOpt.NO_TAGS);
          transport.fetch(NullProgressMonitor.INSTANCE, List.copyOf(specs));
          return true;
        });
  }

  /** The repository with credentials that any request can carry. */
  public Result<Repository> signedIn() {
    return proxy().then(proxy -> options.apps().signedIn(repository, proxy, options.timeout()));
  }

  /** What a command of the server answers over SSH. */
  public Result<byte[]> answer(String command) {
    return proxy()
        .then(proxy -> {
          try {
            refuseForbidden(proxy);
            return Result.success(ssh(proxy).run(url.uri(), command, options.timeout()));
          } catch (IOException | RuntimeException e) {
            return Result.failed(new Faults(repository, url.local()).failure(e, options.timeout()));
          }
        });
  }

  /** How many commits of each ref are fetched; 0 for all. */
  public int depth() {
    return depth;
  }

  public RepositoryUrl url() {
    return url;
  }

  public Duration timeout() {
    return options.timeout();
  }

  private Result<Proxy> proxy() {
    return ProxySetting.of(repository.credentials(), url.host());
  }

  private void refuseForbidden(Proxy proxy) throws IOException {
    if (proxy.type() == Proxy.Type.DIRECT && !url.local()) {
      ForbiddenAddresses.check(url.host());
    }
  }

  private SshAccess ssh(Proxy proxy) {
    return new SshAccess(repository, options.knownHosts(), options.home(), proxyData(proxy));
  }

  private ForkedGit forked(Repository known, Proxy proxy, Duration patience) {
    return new ForkedGit(
        url,
        known,
        proxy,
        patience,
        new ForkedGit.Surroundings(
            options.home(), options.fileUrls(), options.knownHosts(), options.hostCertificates()));
  }

  private interface Conversation<T> {
    T with(Repository known, Proxy proxy, Duration patience) throws IOException;
  }

  private <T> Result<T> converse(Request request, Conversation<T> conversation) {
    long start = System.nanoTime();
    Duration patience = patience(request);
    Result<T> result =
        proxy()
            .then(proxy ->
                options
                    .apps()
                    .signedIn(repository, proxy, options.timeout())
                    .then(known -> {
                      try {
                        return Result.success(conversation.with(known, proxy, patience));
                      } catch (IOException | RuntimeException e) {
                        return Result.failed(new Faults(known, url.local()).failure(e, patience));
                      }
                    }));
    tell(request, start);
    return result;
  }

  private Duration patience(Request request) {
    Duration wanted = options.timeout();
    return request == Request.FETCH && wanted.compareTo(PACKING) < 0 ? PACKING : wanted;
  }

  private void tell(Request request, long start) {
    options
        .observer()
        .conversed(
            Secrets.of(repository).redacted(repository.url()),
            request,
            Duration.ofNanos(System.nanoTime() - start));
  }

  private interface OverTransport<T> {
    T with(Transport transport) throws IOException;
  }

  private <T> Result<T> overJGit(
      org.eclipse.jgit.lib.Repository local, Request request, OverTransport<T> conversation) {
    return converse(
        request,
        (known, proxy, patience) -> {
          @Nullable SshdSessionFactory sessions = null;
          try (Transport transport = Transport.open(local, url.uri())) {
            transport.setTimeout(Math.max(1, (int) patience.toSeconds()));
            if (depth > 0) {
              transport.setDepth(depth);
            }
            if (transport instanceof TransportHttp http) {
              new HttpAccess(url, known, proxy, options.hostCertificates()).configure(http);
            } else {
              refuseForbidden(proxy);
            }
            if (transport instanceof SshTransport ssh) {
              sessions = ssh(proxy).configure(ssh);
            }
            return conversation.with(transport);
          } finally {
            if (sessions != null) {
              sessions.close();
            }
          }
        });
  }

  private static @Nullable ProxyData proxyData(Proxy proxy) {
    if (!(proxy.address() instanceof InetSocketAddress address)) {
      return null;
    }
    // Session factories want an address that they can connect to as it is.
    return new ProxyData(
        new Proxy(proxy.type(), new InetSocketAddress(address.getHostString(), address.getPort())));
  }

  /** What differs from one installation or moment to another. */
  public record RemoteOptions(
      Duration timeout,
      boolean fileUrls,
      String knownHosts,
      java.util.function.UnaryOperator<String> hostCertificates,
      Path home,
      GitHubApps apps,
      Client client,
      RemoteObserver observer) {}
}
