/** What argocd-cm, argocd-cmd-params-cm and argocd-secret set, parsed. */
@NullMarked
package dev.kilter.model.settings;

import org.jspecify.annotations.NullMarked;
