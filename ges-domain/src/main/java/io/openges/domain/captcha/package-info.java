/** Which bookings need proof that a person makes them. */
@NullMarked
package io.openges.domain.captcha;

import org.jspecify.annotations.NullMarked;
