/** Plugins of Argo CD's sidecars, argocd-cmp-server, asked over their sockets by gRPC. */
@NullMarked
package dev.kilter.render.plugin.sidecar;

import org.jspecify.annotations.NullMarked;
