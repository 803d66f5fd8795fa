/** Passing on questions about figures, each of them once. */
@NullMarked
package io.openges.usecase.statistics;

import org.jspecify.annotations.NullMarked;
