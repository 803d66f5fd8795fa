/** Puts the parts together: one list of modules for a configuration, chosen beforehand. */
@NullMarked
package io.openges.app.wiring;

import org.jspecify.annotations.NullMarked;
