package io.openges.app.bench;

/** One measurement. */
interface Benchmark {

  /** Returns the name it is asked for by. */
  String name();

  /** Measures and reports; throws if what was measured did not do its work. */
  void run(Lab lab, Report report) throws Exception;
}
