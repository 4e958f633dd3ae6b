@NullMarked
package dev.kilter.render.sops;

import org.jspecify.annotations.NullMarked;
