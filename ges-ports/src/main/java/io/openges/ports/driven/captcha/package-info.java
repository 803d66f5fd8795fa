/** Whether a person makes a booking. */
@NullMarked
package io.openges.ports.driven.captcha;

import org.jspecify.annotations.NullMarked;
