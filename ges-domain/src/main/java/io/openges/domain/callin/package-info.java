/** Click-to-call-in: numbers that customers are shown to call, and how they are known again. */
@NullMarked
package io.openges.domain.callin;

import org.jspecify.annotations.NullMarked;
