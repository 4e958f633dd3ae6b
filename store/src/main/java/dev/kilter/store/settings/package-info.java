/** Settings from argocd-cm, argocd-cmd-params-cm and argocd-secret, under Argo CD's names. */
@NullMarked
package dev.kilter.store.settings;

import org.jspecify.annotations.NullMarked;
