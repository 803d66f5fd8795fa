/**
 * Parts for the tests of every module: fixtures, a clock that is moved by hand, races, failures.
 */
@NullMarked
package io.openges.ports.testing;

import org.jspecify.annotations.NullMarked;
