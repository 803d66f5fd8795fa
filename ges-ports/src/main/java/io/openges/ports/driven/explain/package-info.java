/** What the engine remembers of requests it refused. */
@NullMarked
package io.openges.ports.driven.explain;

import org.jspecify.annotations.NullMarked;
