import GRDB
import Localization
import Permissions

/// The access permissions of CRM, as an administrator of a real portal fills them in by hand.
struct GrantsPage {
    private let console: Console
    private let place: ConsolePlace

    init(_ console: Console, _ place: ConsolePlace) {
        self.console = console
        self.place = place
    }

    /// - Returns: `nil` for a smart process that is not there.
    func page(_ request: ConsoleRequest) throws -> ConsolePage? {
        let chosen = request.asked("spa").flatMap { Int($0) }
        let viewer = request.asked("person").flatMap { Int($0) }
        let (processes, people, matrix, rights) = try console.engine.store.queue.read { database in
            (
                try PortalContents.processes(database), try People.active(database),
                try chosen.map { try GrantMatrix.process($0, database) } ?? GrantMatrix.general(database),
                try chosen.flatMap { spa in
                    try viewer.flatMap { try EffectiveRights(of: $0, entityTypeID: spa, database) }
                }
            )
        }
        guard let matrix else { return nil }
        let stages = matrix.stages.map { block($0, matrix.names) }
        let isStageOpen = matrix.stages.contains { !$0.rows.isEmpty }
        let more: HTML? =
            stages.isEmpty
            ? nil
            : "<details\(if: isStageOpen, " open")><summary>\(place[Texts.stageGrants])</summary>\(stages)</details>"
        let form = place.form(
            "permissions",
            """
            <input type="hidden" name="spa" value="\(chosen.map(String.init) ?? "")">
            \(matrix.blocks.map { block($0, matrix.names) })
            \(more)
            <p class="buttons sticky"><button>\(place[Texts.saveGrants])</button> \
            <span class="quiet">\(place[Texts.howGrantsCount])</span></p>
            """)
        return ConsolePage(
            title: place[Texts.title(of: .permissions)], section: .permissions,
            content: """
                <div class="headline"><h1>\(place[Texts.title(of: .permissions)])</h1></div>
                <p class="tabs many">\(tabs(processes, chosen))</p>
                <p class="lead">\(place[chosen == nil ? Texts.aboutGeneralGrants : Texts.aboutGrants])</p>
                \(chosen.map { effective($0, people, viewer, rights) })
                \(form)
                \(legend)
                """)
    }

    private func tabs(_ processes: [PortalContents.Process], _ chosen: Int?) -> HTML {
        func tab(_ title: String, _ id: Int?) -> HTML {
            id == chosen
                ? "<span aria-current=\"true\">\(title)</span>"
                : place.link(title, "permissions", [("spa", id.map(String.init))])
        }
        return .joined(
            [place.link(place[Texts.roles], "roles"), tab(place[Texts.generalGrants], nil)]
                + processes.map { tab($0.title, $0.entityTypeID) }, by: " ")
    }

    // MARK: The matrix

    private func block(_ block: GrantMatrix.Block, _ names: AudienceNames) -> HTML {
        let actions = block.object.actions
        let key = block.object.key
        let rows = block.rows.map { row -> HTML in
            let cells = actions.map { action -> HTML in
                "<td>\(select("level[\(key)][\(row.holder.key)][\(action.rawValue)]", row.levels[action], action))</td>"
            }
            return "<tr><th scope=\"row\">\(names.title(row.holder, place.language))</th>\(cells)</tr>\n"
        }
        let fresh = actions.map { action -> HTML in
            "<td>\(select("new[\(key)][\(action.rawValue)]", nil, action))</td>"
        }
        let head = actions.map { action -> HTML in "<th scope=\"col\">\(action.title[place.language])</th>" }
        let title = block.object.title(name: block.name)[place.language]
        return """
            <section class="card">
            <h2>\(title.prefix(1).uppercased() + title.dropFirst())</h2>
            <div class="scroll"><table class="matrix">
            <thead><tr><th scope="col">\(place[Texts.columnWho])</th>\(head)</tr></thead>
            <tbody>
            \(rows)
            <tr class="fresh"><td>\(audiences(key, names))</td>\(fresh)</tr>
            </tbody>
            </table></div>
            </section>

            """
    }

    private func select(_ name: String, _ level: GrantLevel?, _ action: GrantAction) -> HTML {
        // Settings are granted or not: there is nothing that they could reach further or less far.
        let levels: [GrantLevel] = action == .settings ? [.none, .all] : GrantLevel.allCases
        let known = level.map { levels.contains($0) ? levels : levels + [$0] } ?? levels
        let options = [("", "—")] + known.map { ($0.rawValue, place[Texts.short($0)]) }
        return """
            <select name="\(name)" class="\(Self.shade(level))" aria-label="\(action.title[place.language])">\
            \(Parts.options(options, chosen: level?.rawValue ?? ""))</select>
            """
    }

    private func audiences(_ key: String, _ names: AudienceNames) -> HTML {
        let groups = names.holders.map { group -> HTML in
            let options = group.holders.map { ($0.key, names.title($0, place.language)) }
            return "<optgroup label=\"\(place[group.heading])\">\(Parts.options(options, chosen: nil))</optgroup>"
        }
        return """
            <select name="new[\(key)][code]" aria-label="\(place[Texts.addAudience])">\
            <option value="">\(place[Texts.addAudience])</option>\(groups)</select>
            """
    }

    /// How much a level lets people do, as a colour.
    private static func shade(_ level: GrantLevel?) -> HTML {
        switch level {
        case nil: "unset"
        case GrantLevel.none?: "nothing"
        case .own, .department, .subdepartments, .open: "some"
        case .all: "everything"
        }
    }

    private var legend: HTML {
        let rows = GrantLevel.allCases.map { level -> HTML in
            "<li><strong>\(place[Texts.short(level)])</strong>: \(level.title[place.language])</li>"
        }
        return """
            <details class="legend"><summary>\(place[Texts.whatLevelsMean])</summary>
            <ul class="plain"><li><strong>—</strong>: \(place[Texts.levelUnset])</li>\(rows)</ul></details>
            """
    }

    // MARK: What follows for one person

    private func effective(
        _ spa: Int, _ people: [People.Person], _ viewer: Int?, _ rights: EffectiveRights?
    ) -> HTML {
        let options = [("", "—")] + people.map { (String($0.id), "\($0.id) · \($0.name)") }
        let head = [place[Texts.columnFunnel]] + EffectiveRights.actions.map { $0.title[place.language] }
        let rows = (rights?.rows ?? []).map { row -> HTML in
            let cells = row.cells.map { cell -> HTML in
                """
                <td><span class="chip \(Self.shade(cell.level))" title="\(place[cell.reason])">\
                \(place[Texts.short(cell.level)])</span></td>
                """
            }
            return "<tr><th scope=\"row\">\(row.funnel)</th>\(cells)</tr>\n"
        }
        let table: HTML? = rights == nil ? nil : Parts.table(head, rows, empty: "")
        return Parts.card(
            place[Texts.rightsOfPerson],
            """
            <form method="get" action="\(place.page("permissions"))">
            <input type="hidden" name="spa" value="\(spa)">\(place.languageField)
            <p class="inline"><select name="person" aria-label="\(place[Texts.columnUser])">\
            \(Parts.options(options, chosen: viewer.map(String.init) ?? ""))</select> \
            <button>\(place[Texts.show])</button></p>
            </form>
            \(table)
            """)
    }
}
