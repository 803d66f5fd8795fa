/** Tests of the ORS stream. */
@NullMarked
package io.openges.adapter.ors.stream;

import org.jspecify.annotations.NullMarked;
