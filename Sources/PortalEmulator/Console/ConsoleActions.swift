import GRDB
import JSON
import Localization
import NIOHTTP1
import Synchronization

/// What forms of the console change. The guard has let them in.
struct ConsoleActions {
    let console: Console
    let place: ConsolePlace

    func outcome(of request: ConsoleRequest, _ path: [String]) throws -> Console.Outcome {
        func field(_ name: String) -> String { request.form[name]?.phpString?.trimmed ?? "" }
        switch path {
        case ["limits", "forget"]:
            console.engine.resetLimits()
            return .done(page: "limits", .limits)
        case ["controls", "reset"]: return try reset(to: field("seed"), isSure: field("sure") == "yes")
        case ["controls", "availability"]:
            guard let availability = LocalPortal.Availability(rawValue: field("availability")) else { break }
            console.engine.setAvailability(availability)
            return .done(page: "controls", .availability)
        case ["controls", "faults"]: return add(fault: field("fault"))
        case ["controls", "faults", "clear"]:
            console.engine.state.withLock { $0.faults.removeAll() }
            return .done(page: "controls", .faults)
        case ["permissions"]: return try save(request.form, spa: field("spa"))
        default:
            guard path.count == 2, path[0] == "roles", let change = RoleChange(path[1], request.form) else { break }
            return try save(change)
        }
        return .notFound
    }

    private func save(_ change: RoleChange) throws -> Console.Outcome {
        do {
            try console.engine.store.queue.write { try change.apply($0) }
            return .done(page: "roles", .roles)
        } catch let error as LocalPortalError {
            let page = try RolesPage(console, place, mistake: error.text[place.language]).page()
            return .page(page, status: .unprocessableEntity)
        }
    }

    private func save(_ form: JSONObject, spa: String) throws -> Console.Outcome {
        guard let changes = GrantChanges(form),
            try console.engine.store.queue.write({ try changes.apply($0) })
        else { return refused(place[Texts.grantsNotSaved], fault: "") }
        return .done(page: "permissions", .permissions, [("spa", spa.isEmpty ? nil : spa)])
    }

    private func reset(to name: String, isSure: Bool) throws -> Console.Outcome {
        guard let seed = LocalPortal.Seed(rawValue: name), LocalPortal.Seed.offered.contains(seed) else {
            return .notFound
        }
        // Browsers hold the form back; nothing else does.
        guard isSure else { return refused(place[Texts.notSure], fault: "") }
        try LocalPortal.reset(console.engine, console.configuration, to: seed)
        console.recent.clear()
        return .done(page: "", .reset)
    }

    private func add(fault text: String) -> Console.Outcome {
        do throws(LocalPortalError) {
            // A file is named by whoever starts the portal.
            guard !text.hasPrefix("@") else { throw LocalPortalError(Texts.noFaultFileHere) }
            let router = console.engine.router
            let faults = try FaultScript.faults([text]) { router.hasMethod($0, asPrefix: $1) }
            console.engine.state.withLock { $0.faults.add(faults) }
            return .done(page: "controls", .fault)
        } catch {
            return refused(error.text[place.language], fault: text)
        }
    }

    private func refused(_ reason: String, fault: String) -> Console.Outcome {
        .page(ControlsPage(console, place, mistake: (reason, fault)).page(), status: .unprocessableEntity)
    }
}
