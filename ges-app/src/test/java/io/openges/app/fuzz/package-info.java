/** Valid requests changed at random, and bytes that are none, against a running product. */
@NullMarked
package io.openges.app.fuzz;

import org.jspecify.annotations.NullMarked;
