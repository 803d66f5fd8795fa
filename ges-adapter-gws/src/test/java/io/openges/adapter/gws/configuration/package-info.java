/** Tests of Genesys Configuration. */
@NullMarked
package io.openges.adapter.gws.configuration;

import org.jspecify.annotations.NullMarked;
