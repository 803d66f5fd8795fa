/** Genesys Authentication: tokens that let GES ask the other services. */
@NullMarked
package io.openges.adapter.gws.auth;

import org.jspecify.annotations.NullMarked;
