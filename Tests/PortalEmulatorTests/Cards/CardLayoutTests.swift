import JSON
import Testing

@testable import PortalEmulator

/// What a layout must look like, refusal by refusal.
@Suite struct CardLayoutTests {
    private static let section: JSONObject = ["name": "main", "title": "Main", "type": "section", "elements": []]

    private static func with(_ name: String, _ value: JSONValue) -> JSONValue {
        var changed = section
        changed[name] = value
        return .object(changed)
    }

    @Test(
        arguments: [
            (nil, "Parameter 'data' must be array."),
            ("text", "Parameter 'data' must be array."),
            (["a": 1], "The data must be indexed array."),
            ([], "There are no data to write."),
            ([with("type", "group")], "Section at index 0 have type group. The expected type is 'section'."),
            ([.object(section), with("name", "")], "Section at index 1 does not have name."),
            ([with("title", nil)], "Section at index 0 does not have title."),
            (
                [.object(section), with("elements", [["name": "TITLE"], ["optionFlags": 1]])],
                "Element at index 1 in section at index 1 does not have name."
            ),
        ] as [(JSONValue?, String)])
    func refused(data: JSONValue?, text: String) {
        do {
            _ = try CardLayout.checked(data)
            Issue.record("accepted")
        } catch {
            #expect(error.text == text)
        }
    }

    @Test func kept() throws {
        let elements: JSONValue = [
            ["name": "TITLE", "optionFlags": 1, "unknown": true],
            ["name": "CLIENT", "optionFlags": "0", "options": ["defaultCountry": "GB"]], ["name": "OPENED"],
        ]
        #expect(
            try CardLayout.checked([Self.with("elements", elements)]) == [
                [
                    "name": "main", "title": "Main", "type": "section",
                    "elements": [
                        ["name": "TITLE", "optionFlags": "1"],
                        ["name": "CLIENT", "optionFlags": "0", "options": ["defaultCountry": "GB"]],
                        ["name": "OPENED", "optionFlags": "0"],
                    ],
                ]
            ])
    }

    @Test func aFormSendsAListAsNumberedKeys() throws {
        #expect(try CardLayout.checked(["0": .object(Self.section)]) == [.object(Self.section)])
    }
}
