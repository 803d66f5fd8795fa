/** Tests of remembering API keys. */
@NullMarked
package io.openges.usecase.tenant;

import org.jspecify.annotations.NullMarked;
