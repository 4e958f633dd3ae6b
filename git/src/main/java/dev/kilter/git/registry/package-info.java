/** OCI registries, the parts of their protocol that reading needs. */
@NullMarked
package dev.kilter.git.registry;

import org.jspecify.annotations.NullMarked;
