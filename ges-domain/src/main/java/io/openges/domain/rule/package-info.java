/** What rules of all kinds and call-in groups have in common. */
@NullMarked
package io.openges.domain.rule;

import org.jspecify.annotations.NullMarked;
