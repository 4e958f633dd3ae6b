package dev.kilter.git.transport;

import dev.kilter.git.revision.RemoteRefs;
import dev.kilter.git.transport.RemoteObserver.Request;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.source.Repository;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
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

  private static final Logger LOG = LoggerFactory.getLogger(Remote.class);

  private final Repository repository;
  private final RepositoryUrl url;
  private final RemoteOptions options;
  private final int depth;

  private Remote(Repository repository, RepositoryUrl url, RemoteOptions options, int depth) {
    this.repository = repository;
    this.url = url;
    this.options = options;
    this.depth = depth;
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
          return depth(repository).map(depth -> new Remote(repository, url, options, depth));
        });
  }

  private static Result<Integer> depth(Repository repository) {
    String text = repository.credentials().getOrDefault("depth", "0").strip();
    return text.matches("[0-9]{1,9}")
        ? Result.success(Integer.parseInt(text))
        : Result.failed(
            new Failure.InvalidSpec("the depth of the repository must be a number of commits"));
  }

  /** Looks at the refs while their conversation is still open, and may go on with it. */
  public interface OnRefs {
    OnRefs NOTHING = (_, _) -> {};

    void heard(RemoteRefs refs, FetchConnection connection) throws IOException;
  }

  /** What the remote has now. What goes wrong after that is for the next conversation to tell. */
  public Result<RemoteRefs> refs(org.eclipse.jgit.lib.Repository local, OnRefs then) {
    return converse(
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
    return converse(
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

  private interface Conversation<T> {
    T with(Transport transport) throws IOException;
  }

  private <T> Result<T> converse(
      org.eclipse.jgit.lib.Repository local, Request request, Conversation<T> conversation) {
    long start = System.nanoTime();
    Result<T> result =
        proxy()
            .then(proxy ->
                options
                    .apps()
                    .signedIn(repository, proxy, options.timeout())
                    .then(known -> converse(local, known, proxy, patience(request), conversation)));
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

  private <T> Result<T> converse(
      org.eclipse.jgit.lib.Repository local,
      Repository known,
      Proxy proxy,
      Duration patience,
      Conversation<T> conversation) {
    @Nullable SshdSessionFactory sessions = null;
    try (Transport transport = Transport.open(local, url.uri())) {
      transport.setTimeout(Math.max(1, (int) patience.toSeconds()));
      if (depth > 0) {
        transport.setDepth(depth);
      }
      if (transport instanceof TransportHttp http) {
        new HttpAccess(url, known, proxy, options.hostCertificates()).configure(http);
      } else if (transport instanceof SshTransport ssh) {
        refuseForbidden(proxy);
        sessions = ssh(proxy).configure(ssh);
      } else {
        refuseForbidden(proxy);
      }
      return Result.success(conversation.with(transport));
    } catch (IOException | RuntimeException e) {
      return Result.failed(new Faults(known, url.local()).failure(e, patience));
    } finally {
      if (sessions != null) {
        sessions.close();
      }
    }
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
      RemoteObserver observer) {}
}
