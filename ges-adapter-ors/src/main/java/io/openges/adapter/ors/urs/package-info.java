/** Waiting times from the routing servers. */
@NullMarked
package io.openges.adapter.ors.urs;

import org.jspecify.annotations.NullMarked;
