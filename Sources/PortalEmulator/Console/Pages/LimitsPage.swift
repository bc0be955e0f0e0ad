import GRDB
import Localization
import Synchronization

/// How full the bucket of requests is, and what the resource limit has counted.
struct LimitsPage {
    private let console: Console
    private let place: ConsolePlace

    init(_ console: Console, _ place: ConsolePlace) {
        self.console = console
        self.place = place
    }

    func page() throws -> ConsolePage {
        let engine = console.engine
        return ConsolePage(
            title: place[Texts.title(of: .limits)], section: .limits,
            content: """
                <div class="headline">
                <h1>\(place[Texts.title(of: .limits)])</h1>
                \(if: !engine.enforcesLimits, Parts.chip(place[Texts.limitsOff], "mark"))
                </div>
                \(bucket)
                \(try operating())
                \(place.form("limits/forget", "<button>\(place[Texts.forgetLimits])</button>"))
                """)
    }

    private var bucket: HTML {
        let engine = console.engine
        let now = engine.clock.now()
        let bucket = engine.state.withLock { $0.bucket }
        let level = bucket.level(at: now)
        let about = Texts.aboutBucket(
            plan: Texts.name(of: console.configuration.plan), capacity: Int(bucket.capacity),
            leak: Int(bucket.leakPerSecond), emptyIn: Int((level / bucket.leakPerSecond).rounded(.up)))
        return Parts.card(
            place[Texts.bucket], id: "bucket", isLive: true,
            """
            <p class="level"><strong>\(Int(level.rounded(.up)))</strong> / \(Int(bucket.capacity))</p>
            \(Parts.gauge(level / bucket.capacity))
            <p class="quiet">\(place[about])</p>
            """)
    }

    private func operating() throws -> HTML {
        let engine = console.engine
        let now = engine.clock.now()
        let limit = engine.state.withLock { $0.operating }
        let names = try sources()
        let rows = limit.sums(at: now).map { sum -> HTML in
            let rest = max(0, Int((sum.resetAt - now).rounded(.up)))
            return """
                <tr><td>\(names[sum.key.origin] ?? place[Texts.sourceIsGone])</td>\
                <th scope="row"><code>\(sum.key.method)</code></th>\
                <td class="number">\(Self.seconds(sum.seconds))</td>\
                <td class="meter">\(Parts.gauge(sum.seconds / limit.limit))</td>\
                <td class="number">\(place[Texts.inSeconds(rest)])</td></tr>

                """
        }
        let head = [
            Texts.columnSource, Texts.columnMethod, Texts.columnSeconds, Texts.columnShare(Int(limit.limit)),
            Texts.columnReset,
        ].map { place[$0] }
        return Parts.card(
            place[Texts.operating], id: "operating", isLive: true,
            """
            <p class="quiet">\(place[Texts.aboutOperating(Int(limit.limit))])</p>
            \(Parts.table(head, rows, empty: place[Texts.nothingCounted]))
            """)
    }

    /// Who stands behind the keys of the limit; a webhook by its owner, never by its code.
    private func sources() throws -> [OperatingLimit.Key.Origin: String] {
        let webhook = place[Texts.webhookOf]
        return try console.engine.store.queue.read { database in
            var names: [OperatingLimit.Key.Origin: String] = [:]
            for row in try database.rows(
                """
                SELECT webhooks.id AS webhook, user_id, name || ' ' || last_name AS owner
                FROM webhooks LEFT JOIN users ON users.id = user_id
                """)
            {
                let owner = (row["owner"] as String?) ?? String(row["user_id"] as Int)
                names[.webhook(row["webhook"])] = "\(webhook) \(owner)"
            }
            for application in try Applications.all(database) {
                names[.application(application.id)] = application.title
            }
            return names
        }
    }

    private static func seconds(_ seconds: Double) -> String {
        let thousandths = Int((seconds * 1000).rounded())
        let rest = String(thousandths % 1000)
        return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }
}
