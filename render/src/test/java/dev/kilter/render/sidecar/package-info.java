@NullMarked
package dev.kilter.render.sidecar;

import org.jspecify.annotations.NullMarked;
