/**
 * A real etcd, kube-apiserver and kube-controller-manager on loopback with simulated nodes, for
 * tests and the demo.
 */
@NullMarked
package dev.kilter.sandbox;

import org.jspecify.annotations.NullMarked;
