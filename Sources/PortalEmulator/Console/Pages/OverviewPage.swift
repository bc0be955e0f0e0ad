import GRDB
import Localization

/// The portal at one glance: figures, workplaces with their smart processes, people, applications.
struct OverviewPage {
    private let console: Console
    private let place: ConsolePlace

    init(_ console: Console, _ place: ConsolePlace) {
        self.console = console
        self.place = place
    }

    func page() throws -> ConsolePage {
        let contents = try console.engine.store.queue.read { try PortalContents($0) }
        let homeless = contents.processes.filter { process in
            !contents.workplaces.contains { $0.id == process.workplaceID }
        }
        var boxes = contents.workplaces.map { workplace in
            box(workplace.title, number: workplace.id, contents.processes.filter { $0.workplaceID == workplace.id })
        }
        if !homeless.isEmpty { boxes.append(box(place[Texts.insideCRM], number: nil, homeless)) }
        let workplaces: HTML =
            boxes.isEmpty
            ? "<p class=\"empty\">\(place[Texts.noProcesses])</p>" : "<div class=\"grid\">\(boxes)</div>"
        return ConsolePage(
            title: place[Texts.title(of: .overview)], section: .overview,
            content: """
                <div class="headline">
                <h1>\(place[Texts.title(of: .overview)])</h1>
                <p class="facts">\(facts)</p>
                </div>
                \(figures(contents))
                <h2 class="part">\(place[Texts.workplacesAndProcesses])</h2>
                \(workplaces)
                \(people(contents.people))
                \(applications(contents.applications))
                """)
    }

    private var facts: HTML {
        let configuration = console.configuration
        let data = configuration.dataFolder ?? place[Texts.dataInMemory]
        let availability = console.engine.availability
        return .joined(
            [
                Parts.chip(place[Texts.name(of: configuration.flavour)]),
                Parts.chip(place[Texts.name(of: configuration.plan)]),
                availability == .open ? nil : Parts.chip(place[Texts.name(of: availability)], "bad"),
                "<span class=\"quiet\">\(place[Texts.dataIn]) <code>\(data)</code></span>",
            ].compactMap { $0 }, by: " ")
    }

    private func figures(_ contents: PortalContents) -> HTML {
        let figures: [(LocalizedText, Int)] = [
            (Texts.figureWorkplaces, contents.workplaces.count), (Texts.figureProcesses, contents.processes.count),
            (Texts.figureFunnels, contents.processes.reduce(0) { $0 + $1.funnels }),
            (Texts.figureItems, contents.processes.reduce(0) { $0 + $1.items }),
            (Texts.figurePeople, contents.people.count(where: \.isActive)),
            (Texts.figureRequests, console.recent.count),
        ]
        let cells = figures.map { title, number -> HTML in
            "<li><strong>\(number)</strong> <span>\(place[title])</span></li>"
        }
        return "<ul class=\"figures\" id=\"figures\" data-live>\(cells)</ul>"
    }

    private func box(_ title: String, number: Int?, _ processes: [PortalContents.Process]) -> HTML {
        let rows = processes.map { process -> HTML in
            """
            <li>\(place.link(process.title, "spa/\(process.entityTypeID)"))
            <span class="quiet">entityTypeId \(process.entityTypeID) · \(place[Texts.funnels(process.funnels)]) · \
            \(place[Texts.items(process.items)])</span></li>

            """
        }
        let list: HTML =
            rows.isEmpty
            ? "<p class=\"empty\">\(place[Texts.emptyWorkplace])</p>" : "<ul class=\"list\">\(rows)</ul>"
        return """
            <section class="card">
            <h3>\(title)\(number.map { " <span class=\"number\">№ \($0)</span>" })</h3>
            \(list)
            </section>

            """
    }

    private func people(_ people: [PortalContents.Person]) -> HTML {
        let rows = people.map { person -> HTML in
            let role = person.role.map { Parts.chip(place[Texts.name(of: $0)], $0 == .employee ? "" : "mark") }
            let state = person.isActive ? nil : Parts.chip(place[Texts.dismissed], "bad")
            // A webhook's code is a key: it is not shown, not even in part.
            let webhooks: HTML? =
                person.webhooks == 0
                ? nil : "<code>/rest/\(person.id)/•••/</code>\(if: person.webhooks > 1, " × \(person.webhooks)")"
            return """
                <tr><td class="number">\(person.id)</td><th scope="row">\(person.name)</th><td>\(person.position)</td>\
                <td>\(role) \(state)</td><td>\(person.departments.joined(separator: ", "))</td><td>\(webhooks)</td></tr>

                """
        }
        let head = [
            Texts.columnID, Texts.columnPerson, Texts.columnPosition, Texts.columnRole, Texts.columnDepartments,
            Texts.columnWebhooks,
        ].map { place[$0] }
        return Parts.card(place[Texts.figurePeople], Parts.table(head, rows, empty: place[Texts.nobody]))
    }

    private func applications(_ applications: [LocalPortal.Application]) -> HTML? {
        guard !applications.isEmpty else { return nil }
        let rows = applications.map { application -> HTML in
            """
            <tr><th scope="row">\(application.title)</th><td><code>\(application.clientID)</code></td>\
            <td>\(application.scopes.map { $0.joined(separator: ", ") } ?? place[Texts.allScopes])</td></tr>

            """
        }
        let head = [Texts.columnName, Texts.columnClientID, Texts.columnScopes].map { place[$0] }
        return Parts.card(place[Texts.applicationsOfPortal], Parts.table(head, rows, empty: ""))
    }
}
