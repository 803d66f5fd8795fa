/** The acceptance scenarios of the specification, against the running product. */
@NullMarked
package io.openges.app.acceptance;

import org.jspecify.annotations.NullMarked;
