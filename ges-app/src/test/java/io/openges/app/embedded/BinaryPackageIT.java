package io.openges.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinaryPackageIT {

  @TempDir
  private Path directory;

  @Test
  void manyInstallAtOnceAndOneIsLeft() throws IOException {
    List<CompletableFuture<Path>> installing = Stream.generate(
            () -> CompletableFuture.supplyAsync(() -> BinaryPackage.redis().installIn(directory)))
        .limit(4)
        .toList();

    List<Path> homes =
        installing.stream().map(CompletableFuture::join).distinct().toList();

    assertThat(homes).hasSize(1);
    assertThat(homes.get(0).resolve("redis-server")).isExecutable();
    try (Stream<Path> all = Files.list(directory)) {
      assertThat(all).containsExactlyElementsOf(homes);
    }
  }

  @Test
  void onlyOldLeftoversOfKilledInstallationsAreRemoved() throws IOException {
    Path old = Files.createDirectories(directory.resolve(".install-1/lib")).getParent();
    Path young = Files.createDirectory(directory.resolve(".install-2"));
    FileTime anHourAgo =
        FileTime.from(Files.getLastModifiedTime(young).toInstant().minus(Duration.ofHours(1)));
    Files.setLastModifiedTime(old, anHourAgo);

    BinaryPackage.redis().installIn(directory);

    assertThat(old).doesNotExist();
    assertThat(young).exists();
  }
}
