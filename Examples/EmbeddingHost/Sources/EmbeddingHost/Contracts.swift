import B24Scripting
import Bitrix24
import JSON
import Localization
import LuaRuntime

/// Acme's register of contracts, which scripts reach as `acme.contract` and `acme.publish`.
enum Contracts {
    /// A contract as the register has it.
    struct Contract {
        var number: String
        var title: String
        var sum: Int64
    }

    /// The register. A real one would be a database.
    static let register: [String: Contract] = [
        "C-17": Contract(number: "C-17", title: "Office cleaning", sum: 48_000),
        "C-18": Contract(number: "C-18", title: "Coffee machine", sum: 3_600),
    ]

    /// What scripts call.
    static func functions(_ portal: ScriptPortal) -> [HostFunction] {
        let number = HostFunction.Parameter(
            "number", .string, .init("The number of the contract.", ru: "Номер договора."))
        return [
            HostFunction(
                "acme.contract", parameters: [number],
                results: [.init("contract", "table", .init("title and sum.", ru: "title и sum."))],
                doc: .init("A contract of the register.", ru: "Договор из реестра."),
                example: "print(acme.contract(\"C-17\").title)",
                body: .sync { call in [.table(table(try contract(call)))] }),
            HostFunction(
                "acme.publish", parameters: [number],
                results: [.init("id", "integer", .init("Of the new item.", ru: "Нового элемента."))], effect: .write,
                doc: .init("Makes an item of the portal of a contract.", ru: "Создаёт элемент портала по договору."),
                body: .async { call in [.integer(try await publish(call, portal))] }),
        ]
    }

    /// The contract whose number is the first argument, which has been checked to be a string.
    private static func contract(_ call: HostCall) throws -> Contract {
        let number = call.arguments[0].stringValue ?? ""
        guard let contract = register[number] else {
            throw ModuleError(
                .notFound, .init("There is no contract \(number).", ru: "Договора \(number) нет."),
                hint: .init("Numbers look like C-17.", ru: "Номера выглядят так: C-17."))
        }
        return contract
    }

    private static func table(_ contract: Contract) -> LuaTable {
        LuaTable(fields: [("title", .string(contract.title)), ("sum", .integer(contract.sum))])
    }

    /// Adds the item, by the rules of the script that calls.
    private static func publish(_ call: HostCall, _ portal: ScriptPortal) async throws -> Int64 {
        let contract = try contract(call)
        let command = Command(
            "crm.item.add",
            [
                "entityTypeId": .integer(contractsType),
                "fields": [
                    "title": .string(contract.title), "opportunity": .integer(contract.sum),
                    "ufCrm8Number": .string(contract.number),
                ],
            ])
        let response = try await portal.call(command, for: call)
        return response.result["item"]?["id"]?.value.integerValue ?? 0
    }
}
