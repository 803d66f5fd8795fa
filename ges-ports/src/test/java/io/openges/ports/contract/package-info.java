/** What every implementation of a driven port does: one abstract test for each port. */
@NullMarked
package io.openges.ports.contract;

import org.jspecify.annotations.NullMarked;
