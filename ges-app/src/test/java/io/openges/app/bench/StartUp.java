package io.openges.app.bench;

/** How long the packaged program takes to get ready. */
final class StartUp implements Benchmark {

  private static final int ROUNDS = 5;

  @Override
  public String name() {
    return "startup";
  }

  @Override
  public void run(Lab lab, Report report) throws Exception {
    // The first start makes the schema.
    Product.start(lab).close();
    var outside = new Samples();
    var memory = new Samples();
    for (int round = 0; round < ROUNDS; round++) {
      try (var product = Product.start(lab)) {
        outside.add(product.readySeconds());
        memory.add(Machine.residentMegabytes(product.process().pid()));
      }
    }
    report.add("with servers of an operator, to ready", "s", outside, Target.atMost(2.5));
    report.add("memory of a node when ready", "MB", memory);
    var home = lab.directory().resolve("ges-data");
    try (var first = Product.startEmbedded(lab, home)) {
      report.add("with its own servers, first start", "s", Samples.of(first.readySeconds()));
    }
    var warm = new Samples();
    for (int round = 0; round < ROUNDS; round++) {
      try (var product = Product.startEmbedded(lab, home)) {
        warm.add(product.readySeconds());
      }
    }
    report.add("with its own servers, to ready", "s", warm, Target.atMost(8));
  }
}
