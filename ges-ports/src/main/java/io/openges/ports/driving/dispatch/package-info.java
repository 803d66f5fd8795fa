/** The work that runs by itself: handing over, following and deleting callbacks. */
@NullMarked
package io.openges.ports.driving.dispatch;

import org.jspecify.annotations.NullMarked;
