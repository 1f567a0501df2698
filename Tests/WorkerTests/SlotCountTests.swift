// Slots by cores and memory, from the texts that Linux offers.

import Testing

@testable import Worker

@Suite struct SlotCountTests {
    private static let machine = [
        "/proc/self/status": "Name:\tx\nCpus_allowed:\tff\nCpus_allowed_list:\t0-7\nMems_allowed:\t1\n",
        "/proc/meminfo": "MemTotal:       16384000 kB\nMemFree: 1 kB\n",
        "/proc/self/cgroup": "0::/\n",
    ]

    private func count(_ files: [String: String]) -> SlotCount {
        let all = Self.machine.merging(files) { $1 }
        return SlotCount { all[$0] }
    }

    @Test func `a machine without limits uses all cores`() {
        #expect(count([:]).slots == 8)
    }

    @Test func `affinity counts`() {
        #expect(count(["/proc/self/status": "Cpus_allowed_list:\t0,2-3\n"]).slots == 3)
        #expect(count(["/proc/self/status": "Cpus_allowed_list:\t5\n"]).slots == 1)
    }

    @Test(arguments: [("200000 100000\n", 2), ("150000 100000\n", 2), ("50000 100000\n", 1), ("max 100000\n", 8)])
    func `the quota of version 2 counts`(quota: String, slots: Int) {
        #expect(count(["/sys/fs/cgroup/cpu.max": quota]).slots == slots)
    }

    @Test func `the tightest group on the way up counts`() {
        let files = [
            "/proc/self/cgroup": "0::/a/b\n",
            "/sys/fs/cgroup/a/b/cpu.max": "max 100000\n",
            "/sys/fs/cgroup/a/cpu.max": "300000 100000\n",
            "/sys/fs/cgroup/a/b/memory.max": "1073741824\n",
            "/sys/fs/cgroup/a/memory.max": "max\n",
        ]
        let found = count(files)
        #expect(found.cores == 3)
        #expect(found.memory == 1_073_741_824)
        #expect(found.slots == 2)
    }

    @Test func `version 1 counts, in its own folder or mounted as the root`() {
        let groups = ["/proc/self/cgroup": "12:memory:/docker/x\n4:cpu,cpuacct:/docker/x\n1:name=systemd:/docker/x\n"]
        let own = [
            "/sys/fs/cgroup/cpu,cpuacct/docker/x/cpu.cfs_quota_us": "400000\n",
            "/sys/fs/cgroup/cpu,cpuacct/docker/x/cpu.cfs_period_us": "100000\n",
        ]
        let mounted = [
            "/sys/fs/cgroup/cpu/cpu.cfs_quota_us": "-1\n",
            "/sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n",
            "/sys/fs/cgroup/memory/memory.limit_in_bytes": "1610612736\n",
        ]
        #expect(count(groups.merging(own) { $1 }).slots == 4)
        #expect(count(groups.merging(mounted) { $1 }).slots == 3)
    }

    @Test func `no limit of version 1 is no limit`() {
        let files = [
            "/proc/self/cgroup": "3:memory:/\n",
            "/sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
        ]
        #expect(count(files).slots == 8)
    }

    @Test func `there is one slot at least, whatever cannot be read`() {
        #expect(SlotCount { _ in nil }.slots == 1)
        #expect(count(["/sys/fs/cgroup/memory.max": "1000000\n"]).slots == 1)
        #expect(count(["/proc/self/status": "Cpus_allowed_list: x-y\n"]).slots == 1)
    }

    @Test func `this machine has a slot`() {
        #expect(SlotCount.current().slots >= 1)
    }
}
