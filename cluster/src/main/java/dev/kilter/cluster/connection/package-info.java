/**
 * How to reach an API server and prove who we are: cluster Secrets, kubeconfigs, service accounts.
 */
@NullMarked
package dev.kilter.cluster.connection;

import org.jspecify.annotations.NullMarked;
