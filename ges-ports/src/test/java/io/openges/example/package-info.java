/** What the documents show, compiled and run: marked regions are quoted there word for word. */
@NullMarked
package io.openges.example;

import org.jspecify.annotations.NullMarked;
