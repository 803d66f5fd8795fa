/** The rules of callbacks: values, entities and pure functions. */
@NullMarked
package io.openges.domain;

import org.jspecify.annotations.NullMarked;
