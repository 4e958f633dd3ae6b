/** Application, its operation and its status, as Argo CD's custom resource has them. */
@NullMarked
package dev.kilter.model.application;

import org.jspecify.annotations.NullMarked;
