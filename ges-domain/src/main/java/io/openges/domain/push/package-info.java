/** What customers' devices are told, and when. */
@NullMarked
package io.openges.domain.push;

import org.jspecify.annotations.NullMarked;
