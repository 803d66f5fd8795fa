/** Driven ports: what call-in requests are kept in. */
@NullMarked
package io.openges.ports.driven.callin;

import org.jspecify.annotations.NullMarked;
