package dev.kilter.sandbox.plane;

import dev.kilter.sandbox.binaries.Programs;
import java.util.List;

/** The three servers' command lines. */
record Commands(Programs programs, DataFolder data, Credentials credentials, PlanePorts ports) {
  /** Room for large benchmarks; etcd's own limit is 2 GB. */
  private static final long ETCD_QUOTA = 8L << 30;

  String etcdUrl() {
    return "https://127.0.0.1:" + ports.etcd();
  }

  String apiServerUrl() {
    return "https://127.0.0.1:" + ports.apiServer();
  }

  List<String> etcd() {
    var peer = "http://127.0.0.1:" + ports.etcdPeer();
    return List.of(
        programs.etcd().toString(),
        "--name=sandbox",
        "--data-dir=" + data.etcd(),
        "--unsafe-no-fsync",
        "--log-level=warn",
        "--listen-client-urls=" + etcdUrl(),
        "--advertise-client-urls=" + etcdUrl(),
        "--listen-peer-urls=" + peer,
        "--initial-advertise-peer-urls=" + peer,
        "--initial-cluster=sandbox=" + peer,
        "--client-cert-auth",
        "--trusted-ca-file=" + credentials.certificate("ca"),
        "--cert-file=" + credentials.certificate("etcd"),
        "--key-file=" + credentials.key("etcd"),
        "--quota-backend-bytes=" + ETCD_QUOTA);
  }

  /**
   * The API server does not publish its loopback address as an endpoint, and reaches kubelets by
   * their node's internal address.
   */
  List<String> apiServer() {
    return List.of(
        programs.apiServer().toString(),
        "--etcd-servers=" + etcdUrl(),
        "--etcd-cafile=" + credentials.certificate("ca"),
        "--etcd-certfile=" + credentials.certificate("etcd"),
        "--etcd-keyfile=" + credentials.key("etcd"),
        "--bind-address=127.0.0.1",
        "--advertise-address=127.0.0.1",
        "--secure-port=" + ports.apiServer(),
        "--tls-cert-file=" + credentials.certificate("apiserver"),
        "--tls-private-key-file=" + credentials.key("apiserver"),
        "--client-ca-file=" + credentials.certificate("ca"),
        "--token-auth-file=" + credentials.tokens(),
        "--authorization-mode=RBAC",
        "--allow-privileged=true",
        "--endpoint-reconciler-type=none",
        "--service-cluster-ip-range=10.96.0.0/16",
        "--service-account-issuer=https://kubernetes.default.svc",
        "--service-account-key-file=" + credentials.serviceAccountPublicKey(),
        "--service-account-signing-key-file=" + credentials.key("service-accounts"),
        "--kubelet-certificate-authority=" + credentials.certificate("ca"),
        "--kubelet-client-certificate=" + credentials.certificate("apiserver-client"),
        "--kubelet-client-key=" + credentials.key("apiserver-client"),
        "--kubelet-preferred-address-types=InternalIP",
        "--profiling=false");
  }

  /**
   * All controllers of a usual cluster. A simulated node answers late when the machine is busy, so
   * a node counts as lost only after minutes.
   */
  List<String> controllers() {
    return List.of(
        programs.controllers().toString(),
        "--kubeconfig=" + data.kubeconfig(),
        "--leader-elect=false",
        "--bind-address=127.0.0.1",
        "--secure-port=" + ports.controllers(),
        "--tls-cert-file=" + credentials.certificate("apiserver"),
        "--tls-private-key-file=" + credentials.key("apiserver"),
        "--authorization-always-allow-paths=/healthz",
        "--root-ca-file=" + credentials.certificate("ca"),
        "--service-account-private-key-file=" + credentials.key("service-accounts"),
        "--cluster-signing-cert-file=" + credentials.certificate("ca"),
        "--cluster-signing-key-file=" + credentials.key("ca"),
        "--node-monitor-grace-period=300s",
        "--concurrent-deployment-syncs=20",
        "--concurrent-replicaset-syncs=20",
        "--concurrent-gc-syncs=40",
        "--kube-api-qps=500",
        "--kube-api-burst=1000",
        "--profiling=false");
  }
}
