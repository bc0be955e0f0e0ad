import PortalEmulator
import Testing

/// `access`: what every element is to say of who has access to it.
@Suite struct ElementAccessTests {
    private static let items = """
        local leave = b24.spa "Leave"
        local found = {}
        for _, item in ipairs(leave.items:list { order = { id = "ASC" } }) do
          found[#found + 1] = item.title .. "=" .. item.opened .. ":" .. table.concat(item.observers or {}, ",")
        end
        return table.concat(found, " ")
        """

    @Test func aRuleHoldsForEveryElement() async throws {
        let local = try await ConfiguredPortal()
        let rule = "access = { opened = false, observers = { \"U1\" } }"
        try local.home.write("portal.lua", "spa \"Leave\" { isObserversEnabled = true, \(rule) }\n")
        #expect(try await local.b24("apply", "portal.lua", "--yes").status == 0)
        #expect(try await local.b24("diff", "portal.lua").status == 0)
        let add = """
            local leave = b24.spa "Leave"
            leave.items:add { title = "a" }
            leave.items:add { title = "b", opened = "N", observers = { 1 } }
            leave.items:add { title = "c", opened = "N" }
            """
        let added = try await local.b24("--yes", "eval", add)
        #expect(added.status == 0, "\(added)")
        let diff = try await local.b24("diff", "portal.lua")
        #expect(diff.status == 5, "\(diff)")
        #expect(
            diff.output
                == "~ spa \"Leave\": access: { opened = false, observers = { \"U1\" } } (elements otherwise: 2)\n")
        #expect(try await local.b24("plan", "portal.lua", "--out", "PLAN").status == 5)
        let applied = try await local.b24("apply", "PLAN", "--yes")
        #expect(applied.status == 0, "\(applied)")
        let items = try await local.b24("eval", Self.items)
        #expect(items.output == "a=N:1 b=N:1 c=N:1\n", "\(items)")
        #expect(try await local.b24("diff", "portal.lua").status == 0)
        try await local.portal.stop()
    }

    /// Of a funnel, its own elements alone; observers that are switched on by the same apply.
    @Test func aFunnelHasItsOwnRule() async throws {
        let local = try await ConfiguredPortal()
        let plain = """
            spa "Leave" {
              isCategoriesEnabled = true,
              funnels = { funnel "Office" { isDefault = true }, funnel "Abroad" {} },
            }
            """
        try local.home.write("portal.lua", plain)
        #expect(try await local.b24("apply", "portal.lua", "--yes").status == 0)
        let add = """
            local leave = b24.spa "Leave"
            for _, funnel in ipairs(leave.funnels:list()) do
              leave.items:add { title = funnel.name, categoryId = funnel.id }
            end
            """
        #expect(try await local.b24("--yes", "eval", add).status == 0)
        try local.home.write(
            "portal.lua",
            plain.replacing("isCategoriesEnabled", with: "isObserversEnabled = true, isCategoriesEnabled")
                .replacing("\"Abroad\" {}", with: "\"Abroad\" { access = { observers = { \"U1\" } } }"))
        let refused = try await local.b24("apply", "portal.lua")
        #expect(refused.errors.contains("(elements otherwise: 1)"), "\(refused)")
        let applied = try await local.b24("apply", "portal.lua", "--yes")
        #expect(applied.status == 0, "\(applied)")
        let items = try await local.b24("eval", Self.items)
        #expect(items.output.contains("Office=Y: ") || items.output.contains("Office=Y:\n"), "\(items)")
        #expect(items.output.contains("Abroad=Y:1"), "\(items)")
        #expect(try await local.b24("plan", "portal.lua").status == 0)
        try await local.portal.stop()
    }

    /// REST knows no rights of workplaces, on no portal.
    @Test(arguments: [LocalPortal.Flavour.cloud, .box])
    func rightsOfAWorkplaceAreDoneByHand(_ flavour: LocalPortal.Flavour) async throws {
        let local = try await ConfiguredPortal(flavour: flavour)
        try local.home.write("portal.lua", "workplace \"HR\" { grants = { { \"D1\", read = \"all\" } } }\n")
        let applied = try await local.b24("apply", "portal.lua", "--yes")
        #expect(applied.status == 3, "\(applied)")
        #expect(
            applied.errors.contains(
                "M1. workplace \"HR\": in the access permissions of this workplace, the role of D1 gets 'read' = 'all'"),
            "\(applied)")
        #expect(try await local.b24("apply", "portal.lua", "--by-hand-done").status == 0)
        #expect(try await local.b24("plan", "portal.lua").status == 0)
        try await local.portal.stop()
    }
}
