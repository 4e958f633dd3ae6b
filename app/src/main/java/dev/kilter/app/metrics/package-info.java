/** Metrics under Argo CD's names, so that dashboards and alerts go on working. */
@NullMarked
package dev.kilter.app.metrics;

import org.jspecify.annotations.NullMarked;
