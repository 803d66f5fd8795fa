/** Sends pushes off everybody's path. */
@NullMarked
package io.openges.app.push;

import org.jspecify.annotations.NullMarked;
