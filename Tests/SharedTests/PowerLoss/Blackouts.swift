// Takes the power away at many moments of one run, and looks at what is left each time.

@testable import Shared

/// Which moments, and how often each.
struct Blackouts {
    let run: PowerLossRun
    var seed: UInt64
    /// Beside the moments before and after each sync, and after each acknowledgement.
    var randomCuts = 60
    /// Beside the one in which nothing survives that was not synced, and the one in which all does.
    var randomSubsets = 1
    /// Every so many, a store goes on with what is left.
    var worksOnEvery = 12
    var lie: Disk.Lie?
    /// Ends early when so many problems are known.
    var enough = 5

    struct Report {
        var cuts = 0
        var folders = 0
        var problems: [String] = []
    }

    func report() async -> Report {
        var generator = SplitMix64(seed: seed)
        let cuts = cuts(&generator)
        var report = Report()
        var disk = Disk(lie: lie)
        await withTaskGroup(of: [String].self) { group in
            for place in run.events.indices {
                // At a cut, everything before its place has happened.
                if cuts.contains(place) {
                    report.cuts += 1
                    for luck in lucks(&generator) {
                        report.folders += 1
                        if report.folders > 4 { report.problems += await group.next() ?? [] }
                        add(disk, luck, at: place, worksOn: report.folders.isMultiple(of: worksOnEvery), to: &group)
                    }
                }
                if report.problems.count >= enough { break }
                disk.apply(place, of: run.events)
            }
            for await problems in group { report.problems += problems }
        }
        return report
    }

    private func add(_ disk: Disk, _ luck: Luck, at cut: Int, worksOn: Bool, to group: inout TaskGroup<[String]>) {
        var luck = luck
        let files = disk.survivors(&luck)
        group.addTask { [run] in
            do {
                return try await Aftermath(run: run, cut: cut, files: files).problems(worksOn: worksOn)
            } catch {
                return ["cut \(cut): \(error)"]
            }
        }
    }

    private func cuts(_ generator: inout SplitMix64) -> Set<Int> {
        var cuts = Set(run.ledger.acknowledgements).intersection(run.events.indices)
        for (place, event) in run.events.enumerated() {
            switch event.kind {
            case .syncEnd: cuts.formUnion([place, place + 1])
            case .write, .truncate, .syncBegin, .delete, .link: break
            }
        }
        for _ in 0..<randomCuts { cuts.insert(Int.random(in: run.events.indices, using: &generator)) }
        return cuts
    }

    private func lucks(_ generator: inout SplitMix64) -> [Luck] {
        let random = (0..<randomSubsets).map { _ in
            let percent = [10, 50, 90].randomElement(using: &generator) ?? 50
            return Luck.random(percent: percent, SplitMix64(seed: generator.next()))
        }
        return [generator.chance(80) ? .none : .all] + random
    }
}
