package io.openges.adapter.http.listener;

import io.javalin.http.HandlerType;
import java.util.Comparator;
import java.util.List;

/**
 * The routes of a listener, those with literal segments before those with parameters. Immutable and
 * thread-safe.
 */
final class RouteTable {

  /** Behind every character a literal segment may begin with. */
  private static final String LAST = "\uffff";

  private final List<Entry> entries;

  RouteTable(List<Route> routes) {
    entries = routes.stream()
        .sorted(Comparator.comparing(route -> route.path().replaceAll("\\{[^}]*}", LAST)))
        .map(route -> new Entry(route, segments(route.path())))
        .toList();
  }

  /** Returns the routes in the order they are to be tried. */
  List<Route> inOrder() {
    return entries.stream().map(Entry::route).toList();
  }

  /** Returns the methods that {@code path} has, none if there is no such path. */
  List<HandlerType> methodsOf(String path) {
    var segments = segments(path);
    return entries.stream()
        .filter(entry -> entry.matches(segments))
        .map(entry -> entry.route().method())
        .distinct()
        .toList();
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }

  private record Entry(Route route, List<String> segments) {

    boolean matches(List<String> path) {
      if (path.size() != segments.size()) {
        return false;
      }
      for (int i = 0; i < path.size(); i++) {
        boolean fits = segments.get(i).startsWith("{")
            ? !path.get(i).isEmpty()
            : segments.get(i).equals(path.get(i));
        if (!fits) {
          return false;
        }
      }
      return true;
    }
  }
}
