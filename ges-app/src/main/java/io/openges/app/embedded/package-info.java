/**
 * PostgreSQL and Redis of the embedded default: real servers that live and die with this process.
 */
@NullMarked
package io.openges.app.embedded;

import org.jspecify.annotations.NullMarked;
