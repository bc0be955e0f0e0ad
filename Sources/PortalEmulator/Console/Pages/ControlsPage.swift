import Localization
import Synchronization

/// What can be done to the portal as a whole: put it back to a seed, let things go wrong, take REST away.
struct ControlsPage {
    private let console: Console
    private let place: ConsolePlace
    /// Why the last form was refused, and what it said.
    private let mistake: (text: String, fault: String)?

    init(_ console: Console, _ place: ConsolePlace, mistake: (text: String, fault: String)? = nil) {
        self.console = console
        self.place = place
        self.mistake = mistake
    }

    func page() -> ConsolePage {
        ConsolePage(
            title: place[Texts.title(of: .controls)], section: .controls,
            content: """
                <div class="headline"><h1>\(place[Texts.title(of: .controls)])</h1></div>
                \(mistake.map { "<p class=\"banner bad\" role=\"alert\">\($0.text)</p>" })
                <div class="grid wide-boxes">
                \(reset)
                \(availability)
                </div>
                \(faults)
                """)
    }

    private var reset: HTML {
        let seeds = LocalPortal.Seed.offered.map { ($0.rawValue, place[Texts.name(of: $0)]) }
        let chosen = console.configuration.seed.rawValue
        let form = place.form(
            "controls/reset",
            """
            <label>\(place[Texts.seedAfterReset])
            <select name="seed">\(Parts.options(seeds, chosen: chosen))</select></label>
            <label class="check"><input type="checkbox" name="sure" value="yes" required> \(place[Texts.sureToReset])</label>
            <p class="buttons"><button class="danger">\(place[Texts.resetNow])</button></p>
            """)
        return Parts.card(place[Texts.resetPortal], "<p class=\"quiet\">\(place[Texts.aboutReset])</p>\(form)")
    }

    private var availability: HTML {
        let choices = LocalPortal.Availability.allCases.map { ($0.rawValue, place[Texts.name(of: $0)]) }
        let chosen = console.engine.availability.rawValue
        let form = place.form(
            "controls/availability",
            """
            <label>\(place[Texts.availabilityNow])
            <select name="availability">\(Parts.options(choices, chosen: chosen))</select></label>
            <p class="buttons"><button>\(place[Texts.save])</button></p>
            """)
        return Parts.card(
            place[Texts.availability], "<p class=\"quiet\">\(place[Texts.aboutAvailability])</p>\(form)")
    }

    private var faults: HTML {
        let rows = console.engine.state.withLock { $0.faults.progress }.map { entry -> HTML in
            """
            <tr><th scope="row"><code>\(entry.fault.text)</code></th><td class="number">\(entry.matches)</td>\
            <td class="number">\(entry.acted)</td></tr>

            """
        }
        let head = [Texts.columnFault, Texts.columnMatches, Texts.columnActed].map { place[$0] }
        let clear: HTML? =
            rows.isEmpty
            ? nil
            : place.form("controls/faults/clear", "<button class=\"danger\">\(place[Texts.clearFaults])</button>")
        let form = place.form(
            "controls/faults",
            """
            <label>\(place[Texts.newFault])
            <input name="fault" value="\(mistake?.fault ?? "")" placeholder="crm.item.add:drop:2%" required \
            autocomplete="off" spellcheck="false"></label>
            <p class="buttons"><button>\(place[Texts.addFault])</button></p>
            """)
        return Parts.card(
            place[Texts.faultsOfPortal],
            """
            <p class="quiet">\(place[Texts.aboutFaults])</p>
            <div id="faults" data-live>
            \(Parts.table(head, rows, empty: place[Texts.noFaults]))
            </div>
            \(form)
            \(clear)
            """)
    }
}

extension LocalPortal.Seed {
    /// Those that a person can choose: without anybody there is nothing to look at.
    static let offered: [LocalPortal.Seed] = [.demo, .empty]
}
