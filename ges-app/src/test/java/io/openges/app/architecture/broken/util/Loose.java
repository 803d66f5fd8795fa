package io.openges.app.architecture.broken.util;

/** Belongs to no room, in a package named for a kind of class, which says nothing of null. */
final class Loose {}
