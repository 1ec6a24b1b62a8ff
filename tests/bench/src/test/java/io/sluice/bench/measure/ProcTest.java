package io.sluice.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcTest {

  @Test
  void programNamesMayHoldSpacesAndParentheses() {
    String line =
        "4242 (postgres: (a) b) S 17 4242 4242 0 -1 4194304 100 2 3 4 250 50 700 30 20 0 1 0 99\n";
    ProcessStat stat = ProcessStat.parse(line);
    assertThat(stat).isEqualTo(new ProcessStat(17, 300, 730));
    assertThat(stat.cpuMicros()).isEqualTo(10_300_000);
  }

  @Test
  void memoryThatIsSharedIsToldApart() {
    String status =
        "Name:\tpostgres\nRssAnon:\t    2048 kB\nRssFile:\t 9 kB\nRssShmem:\t  1024 kB\n";
    assertThat(ProcessMemory.parse(status)).isEqualTo(new ProcessMemory(2048 * 1024, 1024 * 1024));
  }

  @Test
  void interruptsAndWaitingAreNobodysWork() {
    String stat = "cpu  100 20 30 9999 888 77 66 5 0 0\ncpu0 1 2 3 4 5 6 7 8 0 0\n";
    assertThat(MachineTime.parse(stat)).isEqualTo(new MachineTime(1_500_000, 50_000));
  }

  @Test
  void thisProcessHasUsedCpuAndMemory() {
    ProcessTree own = ProcessTree.of(ProcessHandle.current().pid());
    assertThat(own.cpuMicros()).isPositive();
    assertThat(own.memoryBytes()).isGreaterThan(1024 * 1024);
  }

  @Test
  void processThatHasGoneUsesNothing() {
    ProcessTree gone = ProcessTree.of(Long.MAX_VALUE);
    assertThat(gone.cpuMicros()).isZero();
    assertThat(gone.memoryBytes()).isZero();
  }
}
