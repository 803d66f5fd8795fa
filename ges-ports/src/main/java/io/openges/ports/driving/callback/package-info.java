/** What can be done with callbacks. */
@NullMarked
package io.openges.ports.driving.callback;

import org.jspecify.annotations.NullMarked;
