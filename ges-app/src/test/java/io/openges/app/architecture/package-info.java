/** Which arrows between packages are allowed, checked over the compiled classes. */
@NullMarked
package io.openges.app.architecture;

import org.jspecify.annotations.NullMarked;
