/** A whole GES for tests: its servers, its nodes, a voice platform to order about, and callers. */
@NullMarked
package io.openges.app.installation;

import org.jspecify.annotations.NullMarked;
