import GRDB
import Localization

/// One smart process: funnels with their stages, fields, the elements that were changed last.
struct SPAPage {
    private let console: Console
    private let place: ConsolePlace

    init(_ console: Console, _ place: ConsolePlace) {
        self.console = console
        self.place = place
    }

    /// - Returns: `nil` when there is no such smart process.
    func page(entityTypeID: Int) throws -> ConsolePage? {
        let engine = console.engine
        guard
            let details = try engine.store.queue.read({
                try ProcessDetails(entityTypeID: entityTypeID, engine.facts, $0)
            })
        else { return nil }
        let type = details.type
        let items = details.funnels.reduce(0) { $0 + $1.items }
        return ConsolePage(
            title: type.title, section: nil,
            content: """
                <p class="path">\(place.link(place[Texts.title(of: .overview)], "")) › \
                \(details.workplace?.title ?? place[Texts.insideCRM])</p>
                <div class="headline">
                <h1>\(type.title)</h1>
                <p class="facts"><span class="quiet">entityTypeId \(type.entityTypeID) · id \(type.id) · \
                \(place[Texts.funnels(details.funnels.count)]) · \(place[Texts.items(items)])</span> \
                \(place.link(place[Texts.title(of: .permissions)], "permissions", [("spa", String(entityTypeID))]))</p>
                </div>
                \(details.funnels.map(funnel))
                \(fields(details))
                \(switches(details.flags))
                \(latest(details.latest))
                """)
    }

    private func funnel(_ funnel: ProcessDetails.Funnel) -> HTML {
        let rows = funnel.stages.map { stage -> HTML in
            """
            <tr><th scope="row">\(swatch(stage.status.color))\(stage.status.name)</th>\
            <td><code>\(stage.status.statusID)</code></td>\
            <td>\(stage.status.semantics.map(semantics))</td><td class="number">\(stage.items)</td></tr>

            """
        }
        let head = [Texts.columnStage, Texts.columnCode, Texts.columnMeaning, Texts.columnItems].map { place[$0] }
        return """
            <section class="card">
            <h2>\(funnel.name) <span class="number">№ \(funnel.id)</span>\
            \(if: funnel.isDefault, " \(Parts.chip(place[Texts.defaultFunnel]))")\
            <span class="sum">\(place[Texts.items(funnel.items)])</span></h2>
            \(bar(funnel))
            \(Parts.table(head, rows, empty: place[Texts.noStages]))
            </section>

            """
    }

    /// The elements of a funnel by stage, in the colours of the stages.
    private func bar(_ funnel: ProcessDetails.Funnel) -> HTML? {
        let full = funnel.stages.filter { $0.items > 0 }
        let total = full.reduce(0) { $0 + $1.items }
        guard total > 0 else { return nil }
        var start = 0
        var parts: [HTML] = []
        for stage in full {
            let end = start + stage.items
            let (left, right) = (start * 1000 / total, end * 1000 / total)
            parts.append(
                """
                <rect x="\(left)" width="\(max(1, right - left - 2))" height="12" fill="\(Self.colour(stage.status.color))">\
                <title>\(stage.status.name): \(stage.items)</title></rect>
                """)
            start = end
        }
        return """
            <svg class="bar" viewBox="0 0 1000 12" preserveAspectRatio="none" role="img" \
            aria-label="\(place[Texts.itemsByStage])">\(parts)</svg>
            """
    }

    private func swatch(_ colour: String) -> HTML {
        """
        <svg class="swatch" viewBox="0 0 10 10" aria-hidden="true"><circle cx="5" cy="5" r="5" \
        fill="\(Self.colour(colour))"/></svg>
        """
    }

    /// Scripts write colours as they like: only `#39A8EF` is one.
    static func colour(_ text: String) -> String {
        let isColour = text.count == 7 && text.first == "#" && text.dropFirst().allSatisfy(\.isHexDigit)
        return isColour && text.utf8.count == 7 ? text : "#A0A7B0"
    }

    private func semantics(_ semantics: StageSemantics) -> HTML {
        switch semantics {
        case .success: Parts.chip(place[Texts.stageSuccess], "good")
        case .failure: Parts.chip(place[Texts.stageFailure], "bad")
        }
    }

    private func fields(_ details: ProcessDetails) -> HTML {
        let head = [Texts.columnField, Texts.columnName, Texts.columnType, Texts.columnProperties].map { place[$0] }
        let own = details.userFields + details.parentFields
        let system = Parts.table(head, details.systemFields.map(field), empty: "")
        return Parts.card(
            place[Texts.fields],
            """
            \(Parts.table(head, own.map(field), empty: place[Texts.noOwnFields]))
            <details><summary>\(place[Texts.systemFields(details.systemFields.count)])</summary>
            \(system)
            </details>
            """)
    }

    private func field(_ field: ItemField) -> HTML {
        let properties = [
            field.isRequired ? Texts.fieldRequired : nil, field.isMultiple ? Texts.fieldMultiple : nil,
            field.isReadOnly ? Texts.fieldReadOnly : nil,
        ].compactMap { $0.map { Parts.chip(place[$0]) } }
        let options = field.options.map(\.value).joined(separator: ", ")
        return """
            <tr><th scope="row"><code>\(field.name)</code></th><td>\(field.title)</td>\
            <td>\(field.typeName)\(if: !options.isEmpty, "<br><span class=\"quiet\">\(options)</span>")</td>\
            <td>\(HTML.joined(properties, by: " "))</td></tr>

            """
    }

    private func switches(_ flags: [TypeFlag]) -> HTML {
        let rows = flags.map { flag -> HTML in
            "<li>\(flag.title[place.language]) <span class=\"quiet\"><code>\(flag.name)</code></span></li>"
        }
        return Parts.card(
            place[Texts.switches],
            rows.isEmpty ? "<p class=\"empty\">\(place[Texts.noSwitches])</p>" : "<ul class=\"plain\">\(rows)</ul>")
    }

    private func latest(_ items: [ProcessDetails.Item]) -> HTML {
        let time = console.engine.serverTime
        let rows = items.map { item -> HTML in
            """
            <tr><td class="number">\(item.id)</td><th scope="row">\(item.title)</th><td>\(item.stage)</td>\
            <td>\(item.responsible)</td><td class="time">\(time.plain(item.changed))</td></tr>

            """
        }
        let head = [
            Texts.columnID, Texts.columnTitle, Texts.columnStage, Texts.columnResponsible, Texts.columnChanged,
        ].map { place[$0] }
        return Parts.card(
            place[Texts.latestItems], Parts.table(head, rows, empty: place[Texts.noItems]))
    }
}
