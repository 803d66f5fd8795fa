/**
 * What is known of telephone numbers without asking anybody: the numbering plans of libphonenumber.
 * Nothing else in the core sees a library; it is pure computation, and whoever embeds the engine
 * needs it as well.
 */
@NullMarked
package io.openges.ports.phone;

import org.jspecify.annotations.NullMarked;
