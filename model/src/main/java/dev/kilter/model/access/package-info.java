/** Who may do what: the words of Argo CD's RBAC, and the rules as the ConfigMap holds them. */
@NullMarked
package dev.kilter.model.access;

import org.jspecify.annotations.NullMarked;
