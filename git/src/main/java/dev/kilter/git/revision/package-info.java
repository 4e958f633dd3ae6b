/** What a branch, tag, SHA or version constraint stands for among the refs of a repository. */
@NullMarked
package dev.kilter.git.revision;

import org.jspecify.annotations.NullMarked;
