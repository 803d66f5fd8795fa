/** When a callback is due, what to do with it when it wakes, and what a lost attempt means. */
@NullMarked
package io.openges.domain.dispatch;

import org.jspecify.annotations.NullMarked;
