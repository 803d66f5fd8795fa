/** The simulated Genesys services, asked by GES's own adapters. */
@NullMarked
package io.openges.app.neighbours.gws;

import org.jspecify.annotations.NullMarked;
