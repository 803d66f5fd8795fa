/** Tests of sealing. */
@NullMarked
package io.openges.app.sealing;

import org.jspecify.annotations.NullMarked;
