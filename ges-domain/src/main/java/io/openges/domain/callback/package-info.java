/** The callback itself: what was asked for, where it stands, and which changes are legal. */
@NullMarked
package io.openges.domain.callback;

import org.jspecify.annotations.NullMarked;
