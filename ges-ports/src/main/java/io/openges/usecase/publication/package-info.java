/** Publication of settings, with what it means for callbacks that are booked already. */
@NullMarked
package io.openges.usecase.publication;

import org.jspecify.annotations.NullMarked;
