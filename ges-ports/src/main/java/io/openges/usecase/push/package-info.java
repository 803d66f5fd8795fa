/** Tells customers' devices what happens to their callbacks. */
@NullMarked
package io.openges.usecase.push;

import org.jspecify.annotations.NullMarked;
