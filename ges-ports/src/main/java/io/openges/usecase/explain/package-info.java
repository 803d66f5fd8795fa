/** Explains by the same rules that decide. */
@NullMarked
package io.openges.usecase.explain;

import org.jspecify.annotations.NullMarked;
