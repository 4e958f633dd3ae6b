@NullMarked
package dev.kilter.cluster;

import org.jspecify.annotations.NullMarked;
