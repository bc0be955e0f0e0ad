import Testing

@testable import B24Scripting

/// Where the cursor is.
@Suite struct EntryPlaceTests {
    static let places: [(String, String)] = [
        ("", "name"), ("b2", "name b2"), ("x = lo", "name lo"), ("local x = b24.work", "member b24 work"),
        ("b24.workplace.", "member b24.workplace "), ("leave.items:ad", "method leave.items ad"),
        ("f().x", "nothing x"), ("-- b24.", "nothing "), ("12", "nothing "), ("1 + ", "name "),
        ("x = 'a' .. b", "name b"),
        ("--[[ b24.", "nothing "), ("-- c\nb24.c", "member b24 c"),
        ("b24.call(\"crm.it", "string crm.it | b24.call 0"), ("help 'b24.", "string b24. | help 0"),
        ("help [[b24.", "string b24. | help 0"), ("x = \"crm.", "string crm."),
        ("b24.call(\"crm.item.list\", {", "key  | b24.call 1 0=crm.item.list"),
        ("b24.call(\"crm.item.list\", { en", "key en | b24.call 1 0=crm.item.list"),
        (
            "b24.call('crm.item.list', { entityTypeId = 156, filter = { sta",
            "key sta | b24.call 1 filter 0=crm.item.list entityTypeId=156"
        ),
        (
            "b24.call('crm.item.list', { entityTypeId = 156, filter = { stageId = \"",
            "string  | b24.call 1 filter.stageId 0=crm.item.list entityTypeId=156"
        ),
        ("b24.rest.crm.item.list{ entityTypeId = ", "value  | b24.rest.crm.item.list 0 entityTypeId"),
        ("b24.rest.crm.item.list { select = { 'id', '", "string  | b24.rest.crm.item.list 0 select"),
        ("b24.workplace.add { title = 'x', typeIds = { ", "key  | b24.workplace.add 0 typeIds title=x"),
        ("b24.workplace.add { [\"title\"] = ", "value  | b24.workplace.add 0 title"),
        ("f(1, g(2, ", "name  | g 1"), ("f(1, g(2), ", "name  | f 2"), ("f(1)", "name "), ("f{ a = 1 }", "name "),
        ("f(function() b24.call('x', { ", "key  | b24.call 1 0=x"), ("f(function() return 1 end, ", "name  | f 1"),
        ("function f(a, ", "name "), ("(", "name "), ("t[", "name "), ("f({ ", "key  | f 0"), ("{ a", "name a"),
        ("x:f{ a = { b = ", "value  | x:f 0 a.b"), ("if x then f(", "name  | f 0"), ("en", "name en"),
        ("end", "name end"),
        ("for i = 1, 3 do print(i", "name i | print 0"),
    ]

    @Test(arguments: places.indices) func place(_ index: Int) {
        let (text, expected) = Self.places[index]
        let place = EntryPlace(before: text)
        let kind =
            switch place.kind {
            case .name: "name"
            case .member(let path, let isMethod): (isMethod ? "method " : "member ") + path.joined(separator: ".")
            case .string: "string"
            case .key: "key"
            case .value: "value"
            case .nothing: "nothing"
            }
        var description = kind + " " + place.prefix
        if let call = place.call {
            description += " | " + call.callee + " \(call.argument)"
            if !call.keys.isEmpty { description += " " + call.keys.joined(separator: ".") }
            for (argument, string) in call.strings.sorted(by: { $0.key < $1.key }) {
                description += " \(argument)=\(string)"
            }
            for (key, value) in call.members.sorted(by: { $0.key < $1.key }) { description += " \(key)=\(value)" }
        }
        #expect(description == expected || description == expected + " ", "\(text)")
    }
}
