/** Driven ports of telephone numbers: what is known of numbering plans. */
@NullMarked
package io.openges.ports.driven.phone;

import org.jspecify.annotations.NullMarked;
