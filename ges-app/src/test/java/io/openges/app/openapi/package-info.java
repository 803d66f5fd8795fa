/** The OpenAPI documents, held against what the running product answers. */
@NullMarked
package io.openges.app.openapi;

import org.jspecify.annotations.NullMarked;
