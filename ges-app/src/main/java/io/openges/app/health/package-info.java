/** What a node knows of the health of itself and of what it depends on. */
@NullMarked
package io.openges.app.health;

import org.jspecify.annotations.NullMarked;
