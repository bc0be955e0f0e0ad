import GRDB
import Localization

/// The requests of the portal: the last of all kinds in memory, or every write from the portal's own account.
struct LogPage {
    private let console: Console
    private let place: ConsolePlace
    private static let pageSize = 50

    /// Which log is shown.
    private enum View: String, CaseIterable { case requests, writes }

    init(_ console: Console, _ place: ConsolePlace) {
        self.console = console
        self.place = place
    }

    func page(_ request: ConsoleRequest) throws -> ConsolePage {
        let view = request.asked("view").flatMap(View.init(rawValue:)) ?? .requests
        let filter = LogFilter(request)
        let number = request.pageNumber
        let names = try names()
        let (rows, total) =
            switch view {
            case .requests: requests(filter, page: number, names)
            case .writes: try writes(filter, page: number, names)
            }
        let pages = max(1, (total + Self.pageSize - 1) / Self.pageSize)
        let parameters = [("view", view == .requests ? nil : view.rawValue)] + filter.parameters
        let isFiltered = filter != LogFilter()
        return ConsolePage(
            title: place[Texts.title(of: .log)], section: .log,
            content: """
                <div class="headline">
                <h1>\(place[Texts.title(of: .log)])</h1>
                <p class="tabs">\(tab(.requests, view, filter)) \(tab(.writes, view, filter))</p>
                </div>
                <p class="lead">\(place[view == .requests ? Texts.aboutRequests : Texts.aboutWrites])</p>
                \(form(view, filter, names))
                <section class="card" id="entries"\(if: number == 1, " data-live")>
                <p class="quiet">\(place[Texts.entries(total)])</p>
                \(Parts.table(head(view), rows, empty: place[isFiltered ? Texts.noEntryPasses : Texts.noEntries]))
                \(Parts.pager(place, "log", parameters, page: number, of: pages))
                </section>
                """)
    }

    private func names() throws -> [(id: Int, name: String)] {
        try console.engine.store.queue.read { database in
            try database.rows("SELECT id, name, last_name FROM users ORDER BY id").map {
                (id: $0["id"], name: "\($0["name"] as String) \($0["last_name"] as String)")
            }
        }
    }

    private func tab(_ view: View, _ current: View, _ filter: LogFilter) -> HTML {
        let title = place[view == .requests ? Texts.allRequests : Texts.writesOnly]
        return view == current
            ? "<span aria-current=\"true\">\(title)</span>"
            : place.link(title, "log", [("view", view.rawValue)] + filter.parameters)
    }

    private func form(_ view: View, _ filter: LogFilter, _ names: [(id: Int, name: String)]) -> HTML {
        let any = ("", place[Texts.anyOfThem])
        let outcomes = [any] + LogFilter.outcomes.map { ($0, place[Texts.outcome($0)]) }
        let people = [any] + names.map { (String($0.id), "\($0.id) · \($0.name)") }
        return """
            <form class="card filter" method="get" action="\(place.page("log"))">
            <input type="hidden" name="view" value="\(view.rawValue)">\(place.languageField)
            <label>\(place[Texts.columnMethod])
            <input name="method" value="\(filter.method ?? "")" placeholder="crm.item.*" autocomplete="off" spellcheck="false"></label>
            <label>\(place[Texts.columnOutcome])
            <select name="outcome">\(Parts.options(outcomes, chosen: filter.outcome ?? ""))</select></label>
            <label>\(place[Texts.columnUser])
            <select name="user">\(Parts.options(people, chosen: filter.userID.map(String.init) ?? ""))</select></label>
            <label>\(place[Texts.columnError])
            <input name="error" value="\(filter.error ?? "")" placeholder="ACCESS_DENIED" autocomplete="off" spellcheck="false"></label>
            <p class="buttons"><button>\(place[Texts.show])</button> \
            \(place.link(place[Texts.showAll], "log", [("view", view.rawValue)]))</p>
            </form>
            """
    }

    private func head(_ view: View) -> [String] {
        let columns =
            switch view {
            case .requests:
                [
                    Texts.columnNumber, Texts.columnTime, Texts.columnMethod, Texts.columnUser, Texts.columnOutcome,
                    Texts.columnStatus, Texts.columnDuration,
                ]
            case .writes:
                [
                    Texts.columnNumber, Texts.columnTime, Texts.columnMethod, Texts.columnObject, Texts.columnUser,
                    Texts.columnOutcome, Texts.columnAnswer,
                ]
            }
        return columns.map { place[$0] }
    }

    // MARK: All requests

    private func requests(
        _ filter: LogFilter, page: Int, _ names: [(id: Int, name: String)]
    ) -> (rows: [HTML], total: Int) {
        let found = console.recent.all(filter)
        let shown = found.dropFirst((page - 1) * Self.pageSize).prefix(Self.pageSize)
        return (shown.map { row($0, names) }, found.count)
    }

    private func row(_ entry: RecentRequests.Entry, _ names: [(id: Int, name: String)]) -> HTML {
        let record = entry.record
        let isBatch = record.commands.count > 1 || record.commands.first.map { $0.method != record.method } ?? false
        let commands = record.commands.map { command -> HTML in
            "<li><code>\(command.method)</code> \(chip(command.outcome))</li>"
        }
        let inside: HTML? =
            isBatch
            ? "<details><summary>\(place[Texts.commands(commands.count)])</summary><ul class=\"plain\">\(commands)</ul></details>"
            : nil
        let failure: HTML? = record.failure.map { "<br><span class=\"quiet\">\($0)</span>" }
        return """
            <tr><td class="number">\(entry.number)</td><td class="time">\(time(entry.time))</td>\
            <td><code>\(record.method)</code>\(inside)</td><td>\(user(record.userID, record.clientID, names))</td>\
            <td>\(chip(record.wholeOutcome))\(failure)</td>\
            <td class="number">\(record.status == 0 ? place[Texts.noAnswer] : String(record.status))</td>\
            <td class="number">\(Self.milliseconds(record.seconds))</td></tr>

            """
    }

    // MARK: Writes

    private func writes(
        _ filter: LogFilter, page: Int, _ names: [(id: Int, name: String)]
    ) throws -> (rows: [HTML], total: Int) {
        let start = (page - 1) * Self.pageSize
        let (records, total) = try console.engine.store.queue.read {
            try WriteLog.newest(filter.condition, from: start, count: Self.pageSize, $0)
        }
        return (records.map { row($0, names) }, total)
    }

    private func row(_ record: WriteRecord, _ names: [(id: Int, name: String)]) -> HTML {
        let ids = record.objectIDs.prefix(5).map(String.init).joined(separator: ", ")
        let object = [record.entityTypeID.map { "\($0):" }, record.objectIDs.count > 5 ? ids + "…" : ids]
            .compactMap { $0 }.joined(separator: " ")
        return """
            <tr><td class="number">\(record.number)</td><td class="time">\(time(record.time))</td>\
            <td><code>\(record.method)</code></td><td>\(object)</td>\
            <td>\(user(record.userID, record.clientID, names))</td><td>\(chip(record.outcome))</td>\
            <td>\(place[Texts.name(of: record.answer)])</td></tr>

            """
    }

    // MARK: Cells

    private func chip(_ outcome: WriteRecord.Outcome) -> HTML {
        let kind: HTML =
            switch outcome {
            case .ran: "good"
            case .failed: "bad"
            case .refusedByFault, .refusedByLimit: "mark"
            }
        let code: HTML? = outcome.code.flatMap { $0.isEmpty ? nil : " <code>\($0)</code>" }
        return Parts.chip(place[Texts.outcome(outcome.name)], kind) + (code ?? HTML())
    }

    private func user(_ id: Int?, _ clientID: String?, _ names: [(id: Int, name: String)]) -> HTML {
        guard let id else { return "<span class=\"quiet\">—</span>" }
        let name = names.first { $0.id == id }?.name ?? ""
        let application: HTML? = clientID.map { "<br><span class=\"quiet\">\($0)</span>" }
        return "\(name) <span class=\"number\">\(id)</span>\(application)"
    }

    private func time(_ time: Double) -> String { console.engine.serverTime.plain(Int64(time)) }

    private static func milliseconds(_ seconds: Double) -> String {
        let tenths = Int((seconds * 10_000).rounded())
        return "\(tenths / 10).\(tenths % 10) ms"
    }
}
