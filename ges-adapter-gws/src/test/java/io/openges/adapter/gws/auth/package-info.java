/** Tests of tokens. */
@NullMarked
package io.openges.adapter.gws.auth;

import org.jspecify.annotations.NullMarked;
