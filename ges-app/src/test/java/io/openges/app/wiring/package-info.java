/** Tests of putting a node together. */
@NullMarked
package io.openges.app.wiring;

import org.jspecify.annotations.NullMarked;
