/** Use cases about telephone numbers. */
@NullMarked
package io.openges.usecase.phone;

import org.jspecify.annotations.NullMarked;
