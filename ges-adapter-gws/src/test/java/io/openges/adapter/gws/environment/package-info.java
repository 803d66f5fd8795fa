/** Tests of asking Genesys Environment. */
@NullMarked
package io.openges.adapter.gws.environment;

import org.jspecify.annotations.NullMarked;
