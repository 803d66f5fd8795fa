/** May this booking be accepted: the rules in their order, each with the reason of its refusal. */
@NullMarked
package io.openges.domain.booking;

import org.jspecify.annotations.NullMarked;
