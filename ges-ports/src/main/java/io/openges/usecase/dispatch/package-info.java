/** How due callbacks are handed to the voice platform. */
@NullMarked
package io.openges.usecase.dispatch;

import org.jspecify.annotations.NullMarked;
