/** Tests of HTTP calls to the voice platform. */
@NullMarked
package io.openges.adapter.ors.session;

import org.jspecify.annotations.NullMarked;
