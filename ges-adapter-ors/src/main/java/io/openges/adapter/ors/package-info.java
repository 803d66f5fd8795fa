/** Driven ports on the voice platform: the ORS stream, ORS sessions and URS. */
@NullMarked
package io.openges.adapter.ors;

import org.jspecify.annotations.NullMarked;
