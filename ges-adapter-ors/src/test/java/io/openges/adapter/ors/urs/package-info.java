/** Tests of HTTP calls to the voice platform. */
@NullMarked
package io.openges.adapter.ors.urs;

import org.jspecify.annotations.NullMarked;
