/** Tests of asking Genesys services. */
@NullMarked
package io.openges.adapter.gws;

import org.jspecify.annotations.NullMarked;
