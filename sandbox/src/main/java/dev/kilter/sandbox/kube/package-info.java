/** A small client of the Kubernetes API: requests, watches and the kubeconfig. */
@NullMarked
package dev.kilter.sandbox.kube;

import org.jspecify.annotations.NullMarked;
