/** What a Kubernetes object is to Kilter: an immutable tree with an identity and a digest. */
@NullMarked
package dev.kilter.model.manifest;

import org.jspecify.annotations.NullMarked;
