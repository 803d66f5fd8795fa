/** The HTTP side of GES: its APIs, its user interface, and its calls to internet services. */
@NullMarked
package io.openges.adapter.http;

import org.jspecify.annotations.NullMarked;
