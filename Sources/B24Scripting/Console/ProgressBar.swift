import Bitrix24
import LuaRuntime
import Synchronization

/// One running `b24.progress`.
final class ProgressBar: LuaObject {
    static let luaTypeName = "b24.progress"
    static let luaMethods: [HostFunction] = []

    private struct State {
        var count = 0
        var drawnAt = -Double.infinity
    }

    private let label: String
    private let total: Int?
    private let talker: Talker
    private let time: any TimeSource
    private let start: Double
    private let state = Mutex(State())

    init(label: String, total: Int?, talker: Talker, time: any TimeSource) {
        self.label = label
        self.total = total
        self.talker = talker
        self.time = time
        start = time.now
    }

    /// One more is done. Draws at most ten times a second.
    func step() {
        let now = time.now
        let count = state.withLock { state -> Int? in
            state.count += 1
            guard now - state.drawnAt >= 0.1 else { return nil }
            state.drawnAt = now
            return state.count
        }
        if let count { talker.progress(line(count, now)) }
    }

    /// All are done.
    func finish() {
        talker.progress(line(state.withLock { $0.count }, time.now))
    }

    /// `Import  [#####.....]  50/100  50%  12/s  0:04`
    func line(_ count: Int, _ now: Double) -> String {
        let elapsed = max(now - start, 0.001)
        let rate = Double(count) / elapsed
        var parts = label.isEmpty ? [] : [label]
        if let total, total > 0 {
            let share = min(1, Double(count) / Double(total))
            let filled = Int(share * 20)
            let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 20 - filled)
            parts += ["[\(bar)]", "\(count)/\(total)", "\(Int(share * 100))%", "\(Int(rate.rounded()))/s"]
            if count < total, rate > 0 { parts.append(PortalNotice.clock(Double(total - count) / rate)) }
        } else {
            parts += [String(count), "\(Int(rate.rounded()))/s"]
        }
        return parts.joined(separator: "  ")
    }

    let luaFieldNames: [String] = []
    func luaField(_ name: String) -> LuaValue? { nil }
    var luaDescription: String { Self.luaTypeName }
}
