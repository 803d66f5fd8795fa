/** Driven ports on who somebody is, and what that person may do. */
@NullMarked
package io.openges.ports.driven.access;

import org.jspecify.annotations.NullMarked;
