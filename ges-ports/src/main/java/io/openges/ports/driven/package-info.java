/** Failures of what GES needs. */
@NullMarked
package io.openges.ports.driven;

import org.jspecify.annotations.NullMarked;
