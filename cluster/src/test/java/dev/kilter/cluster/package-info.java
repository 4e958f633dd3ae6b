/** Tests of the cluster adapter against the real thing: etcd and kube-apiserver on loopback. */
@NullMarked
package dev.kilter.cluster;

import org.jspecify.annotations.NullMarked;
