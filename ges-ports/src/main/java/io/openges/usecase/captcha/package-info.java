/** Keeps machines from booking. */
@NullMarked
package io.openges.usecase.captcha;

import org.jspecify.annotations.NullMarked;
