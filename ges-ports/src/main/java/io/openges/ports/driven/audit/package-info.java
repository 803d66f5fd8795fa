/** Driven ports of the audit: who did what. */
@NullMarked
package io.openges.ports.driven.audit;

import org.jspecify.annotations.NullMarked;
