/** Click-to-call-in, over its ports. */
@NullMarked
package io.openges.usecase.callin;

import org.jspecify.annotations.NullMarked;
