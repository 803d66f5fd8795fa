/** The program: what reads configuration, wires the parts together and runs them. */
@NullMarked
package io.openges.app;

import org.jspecify.annotations.NullMarked;
