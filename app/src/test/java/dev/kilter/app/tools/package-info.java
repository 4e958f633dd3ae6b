@NullMarked
package dev.kilter.app.tools;

import org.jspecify.annotations.NullMarked;
