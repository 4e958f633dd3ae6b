/**
 * What the controller sees of an application, on its way out: as Argo CD's REST shapes, between
 * processes, and as much of it as a custom resource alone can tell.
 */
@NullMarked
package dev.kilter.server.views;

import org.jspecify.annotations.NullMarked;
