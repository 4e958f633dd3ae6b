@NullMarked
package dev.kilter.render.jsonnet;

import org.jspecify.annotations.NullMarked;
