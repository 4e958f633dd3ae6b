/** A model of a cluster: uids, resourceVersions, owners of fields, finalizers. */
@org.jspecify.annotations.NullMarked
package dev.kilter.testkit.cluster;
