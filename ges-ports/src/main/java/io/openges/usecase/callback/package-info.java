/** How callbacks are booked, found, cancelled and followed. */
@NullMarked
package io.openges.usecase.callback;

import org.jspecify.annotations.NullMarked;
