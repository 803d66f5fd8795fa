/** Telephone numbers: how they are read, and which of them may be called. */
@NullMarked
package io.openges.domain.phone;

import org.jspecify.annotations.NullMarked;
