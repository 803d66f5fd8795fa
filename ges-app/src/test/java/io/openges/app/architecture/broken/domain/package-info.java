/** Part of a house that breaks every rule, to prove that the rules can fail. */
@NullMarked
package io.openges.app.architecture.broken.domain;

import org.jspecify.annotations.NullMarked;
