import Testing

@testable import PortalEmulator

/// The table of `api-reference/crm/universal/index`, "Field Naming Conventions", and what follows from its rules.
@Suite struct UserFieldNamesTests {
    @Test(arguments: [
        ("UF_CRM_3_DIGIT", "ufCrm3Digit"),
        ("UF_CRM_3_1747309727", "ufCrm3_1747309727"),
        ("UF_CRM_3_DIGIT10", "ufCrm_3_DIGIT10"),
        ("UF_CRM_3_DIGIT_10", "ufCrm_3_DIGIT_10"),
        ("UF_CRM_1747309879", "ufCrm_1747309879"),
        ("UF_CRM_10_5186744711", "ufCrm10_5186744711"),
        ("UF_CRM_10_DIGIT", "ufCrm10Digit"),
        ("UF_CRM_44_1721812760630", "ufCrm44_1721812760630"),
        ("UF_CRM_7_NEW_REST_LIST", "ufCrm7NewRestList"),
        ("UF_CRM_7_NEW_REST_LIST_2026", "ufCrm_7_NEW_REST_LIST_2026"),
        ("UF_CRM_7_12_34", "ufCrm7_12_34"),
    ])
    func camelCase(original: String, expected: String) {
        #expect(UserFieldNames.camelCase(original) == expected)
        let names = UserFieldNames([original])
        #expect(names.restName(of: original) == expected)
        #expect(names.original(of: expected) == original)
        #expect(names.restName(of: original, useOriginal: true) == original)
        #expect(names.original(of: original, useOriginal: true) == original)
    }

    @Test func theNewerOfTwoCollidingFieldsKeepsItsOriginalName() {
        let names = UserFieldNames(["UF_CRM_3_RED__TEA", "UF_CRM_3_RED_TEA"])
        #expect(names.restName(of: "UF_CRM_3_RED__TEA") == "ufCrm3RedTea")
        #expect(names.restName(of: "UF_CRM_3_RED_TEA") == "UF_CRM_3_RED_TEA")
        #expect(names.original(of: "ufCrm3RedTea") == "UF_CRM_3_RED__TEA")
        #expect(names.original(of: "UF_CRM_3_RED_TEA") == "UF_CRM_3_RED_TEA")
    }

    @Test func unknownNamesMeanNoField() {
        let names = UserFieldNames(["UF_CRM_3_DIGIT"])
        #expect(names.original(of: "UF_CRM_3_DIGIT") == nil)
        #expect(names.original(of: "ufCrm3Digit", useOriginal: true) == nil)
    }
}
