import JSON
import PortalEmulator
import Testing

@Suite struct ConsoleLogTests {
    /// The methods in the rows of a log, the newest first.
    private func methods(_ console: TestConsole, _ query: String) throws -> [String] {
        let rows = try console.page("log" + query).split(separator: "<tr><td class=\"number\">").dropFirst()
        return rows.map { row in
            String(row.split(separator: "<td><code>", maxSplits: 1).last!.prefix { $0 != "<" })
        }
    }

    private func used() async throws -> TestConsole {
        let console = try await TestConsole { $0.faults = ["crm.item.add:503:1@2"] }
        let portal = console.portal
        _ = try portal.call("user.current")
        _ = try portal.call("crm.item.add", ["entityTypeId": 1036, "fields": ["title": "A"]])
        _ = try portal.call("crm.item.add", ["entityTypeId": 1036, "fields": ["title": "B"]])
        _ = try portal.call("crm.item.delete", ["entityTypeId": 1036, "id": 99999], as: .crmAdmin)
        _ = try portal.call("batch", ["cmd": ["a": "crm.type.list", "b": "crm.status.delete?id=99999"]])
        return console
    }

    @Test func allRequestsAreThereAndFiltersLeaveSome() async throws {
        let console = try await used()
        let all = ["batch", "crm.item.delete", "crm.item.add", "crm.item.add", "user.current"]
        #expect(try methods(console, "") == all)
        #expect(try methods(console, "?method=CRM.item.*") == Array(all[1...3]))
        #expect(try methods(console, "?method=crm.type.list") == ["batch"])
        #expect(try methods(console, "?outcome=fault") == ["crm.item.add"])
        #expect(try methods(console, "?outcome=failed") == ["batch", "crm.item.delete"])
        #expect(try methods(console, "?user=2") == ["crm.item.delete"])
        #expect(try methods(console, "?error=query_limit_exceeded") == ["crm.item.add"])
        #expect(try methods(console, "?error=NOT_FOUND&method=crm.item.*") == ["crm.item.delete"])
        #expect(try methods(console, "?outcome=limit") == [])
        #expect(try methods(console, "?outcome=odd&user=odd&page=odd&view=odd&method=*") == all)
        #expect(try console.page("log?outcome=limit").contains("No entry passes the filter."))
    }

    @Test func writesComeFromThePortalsOwnAccount() async throws {
        let console = try await used()
        let writes = ["crm.status.delete", "crm.item.delete", "crm.item.add", "crm.item.add"]
        #expect(try methods(console, "?view=writes") == writes)
        #expect(try methods(console, "?view=writes&method=crm.item.*") == Array(writes[1...]))
        #expect(try methods(console, "?view=writes&method=crm.item._dd") == [])
        #expect(try methods(console, "?view=writes&outcome=ran") == ["crm.item.add"])
        #expect(try methods(console, "?view=writes&user=2") == ["crm.item.delete"])
        #expect(try methods(console, "?view=writes&error=query_limit_exceeded") == ["crm.item.add"])
        #expect(try console.page("log?view=writes").contains("stopped by a fault"))
    }

    @Test func longLogsHavePages() async throws {
        let console = try await TestConsole { $0.seed = .empty }
        for number in 1...60 {
            _ = try console.portal.call("crm.automatedsolution.add", ["fields": ["title": .string("W\(number)")]])
        }
        for view in ["requests", "writes"] {
            let first = try console.page("log?view=\(view)&method=crm.*")
            #expect(first.contains("60 entries") && first.contains("page 1 of 2") && first.contains("data-live"))
            #expect(first.contains("method=crm.%2A&amp;page=2") || first.contains("&amp;page=2"))
            #expect(try methods(console, "?view=\(view)").count == 50)
            #expect(try methods(console, "?view=\(view)&page=2").count == 10)
            #expect(try methods(console, "?view=\(view)&page=3").isEmpty)
            #expect(try methods(console, "?view=\(view)&page=-9223372036854775808").count == 50)
            #expect(try methods(console, "?view=\(view)&page=9223372036854775807").isEmpty)
        }
    }
}
