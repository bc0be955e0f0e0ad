import B24Scripting
import Localization
import PortalEmulator
import Testing

@testable import b24

/// `--- @portal` at the top of a spec.
@Suite struct SpecPortalPlanTests {
    private func plan(_ source: String) throws -> SpecPortalPlan {
        try SpecPortalPlan(ScriptHeader(source), file: "a_spec.lua")
    }

    @Test func words() throws {
        #expect(try plan("local x").seed == .demo)
        let own = try plan("--- Something.\n--- @portal empty box employee ru\n")
        #expect(own.seed == .empty && own.flavour == .box && own.owner == .employee && own.language == .ru)
        #expect(own.plan == .basic)
        #expect(try plan("--- @portal enterprise crm_admin").owner == .crmAdmin)
    }

    @Test func aWordThatMeansNothing() {
        #expect {
            try plan("---\n--- @portal emtpy")
        } throws: { error in
            (error as? Complaint)?.text[.en].contains("a_spec.lua:2") == true
        }
    }

    @Test func whereModulesAreFound() {
        #expect(SpecFiles.modulePath("spec/a_spec.lua") == ["spec", "."])
        #expect(SpecFiles.modulePath("team/spec/deep/a_spec.lua") == ["team/spec/deep", "team", "."])
        #expect(SpecFiles.modulePath("a_spec.lua") == ["."])
        #expect(SpecFiles.modulePath("/x/spec/a_spec.lua") == ["/x/spec", "/x", "."])
    }
}
