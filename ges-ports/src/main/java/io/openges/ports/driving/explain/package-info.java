/** Why GES does, or would do, what it does; for operators. */
@NullMarked
package io.openges.ports.driving.explain;

import org.jspecify.annotations.NullMarked;
