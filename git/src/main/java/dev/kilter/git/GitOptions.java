package dev.kilter.git;

import dev.kilter.git.transport.ReferredAccess;
import dev.kilter.model.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What the fetcher needs to know from outside; suppliers are asked each time, so that a change of
 * settings needs no restart.
 *
 * @param cache folder for bare repositories, all of it may vanish between runs
 * @param sources timeouts, and whether repositories may be folders of this machine
 * @param recentWindow how long an answer about refs is good enough for a RECENT request
 * @param knownHosts the text of argocd-ssh-known-hosts-cm
 * @param hostCertificates host name to the PEM bundle of argocd-tls-certs-cm, empty for none
 * @param gpgKeys the entries of argocd-gpg-keys-cm
 * @param referred as whom is fetched what files refer to
 */
public record GitOptions(
    Path cache,
    Supplier<Settings.Sources> sources,
    Supplier<Duration> recentWindow,
    Supplier<String> knownHosts,
    UnaryOperator<String> hostCertificates,
    Supplier<Map<String, String>> gpgKeys,
    ReferredAccess referred,
    InstantSource clock) {}
