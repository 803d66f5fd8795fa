/** The pages under /ges/ui: today a signpost to what there is. */
@NullMarked
package io.openges.adapter.http.ui;

import org.jspecify.annotations.NullMarked;
