/**
 * From rendered manifests to the desired state: namespaces, tracking marks, duplicates, exclusions.
 */
@NullMarked
package dev.kilter.engine.desired;

import org.jspecify.annotations.NullMarked;
