/**
 * Port SourceFetcher over JGit: repository and revision to a content-addressed tree, without a
 * worktree.
 */
@NullMarked
package dev.kilter.git;

import org.jspecify.annotations.NullMarked;
