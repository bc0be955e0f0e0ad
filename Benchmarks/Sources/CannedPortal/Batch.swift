import Foundation
import NIOCore

/// The commands of a batch, run in order, `$result[...]` replaced by ids of rows that an earlier command found.
/// -> settings/how-to-call-rest-api/batch
struct Batch {
    private let commands: [(key: String, text: String)]

    init?(_ body: Any?) {
        guard let body = body as? [String: Any] else { return nil }
        switch body["cmd"] {
        // Keys in the order of the text are lost in a dictionary; a chain names its commands so that they sort.
        case let object as [String: String]:
            commands = object.map { ($0.key, $0.value) }
                .sorted { $0.key.compare($1.key, options: .numeric) == .orderedAscending }
        case let array as [String]: commands = array.enumerated().map { (String($0.offset), $0.element) }
        default: return nil
        }
        guard commands.count <= 50 else { return nil }
    }

    var count: Int { commands.count }

    func write(_ methods: Methods, into buffer: inout ByteBuffer) {
        var results: [String: Page] = [:]
        var totals = "", nexts = "", errors = ""
        buffer.writeString(#"{"result":{"result":"#)
        var isFirst = true
        for (key, text) in commands {
            let question = text.firstIndex(of: "?") ?? text.endIndex
            var parameters = Parameters(query: text[question...].dropFirst().utf8)
            for (name, value) in parameters.values where value.contains("$result[") {
                if let id = Self.id(at: value, results) { parameters.set(name, String(id)) }
            }
            let answered = buffer.writerIndex
            buffer.writeString((isFirst ? "{\"" : ",\"") + key + "\":")
            do {
                if let page = try methods.write(String(text[..<question]), parameters, into: &buffer) {
                    results[key] = page
                    if let total = page.total { totals += ",\"\(key)\":\(total)" }
                    if let next = page.next { nexts += ",\"\(key)\":\(next)" }
                }
                isFirst = false
            } catch {
                buffer.moveWriterIndex(to: answered)
                errors += ",\"\(key)\":{\"error\":\"\(error.code)\",\"error_description\":\"\(error.text)\"}"
            }
        }
        buffer.writeString(isFirst ? "[]" : "}")
        let object = { (members: String) in members.isEmpty ? "[]" : "{" + members.dropFirst() + "}" }
        buffer.writeString(
            """
            ,"result_error":\(object(errors)),"result_total":\(object(totals)),"result_next":\(object(nexts)),\
            "result_time":[]}
            """)
    }

    /// `$result[first][items][49][id]`
    private static func id(at reference: String, _ results: [String: Page]) -> Int? {
        guard reference.hasPrefix("$result["), reference.hasSuffix("]") else { return nil }
        let path = reference.dropFirst("$result[".count).dropLast().split(
            separator: "]", omittingEmptySubsequences: false
        )
        .map { $0.hasPrefix("[") ? $0.dropFirst() : $0 }
        guard let first = path.first, let page = results[String(first)], path.last?.lowercased() == "id",
            let position = path.dropFirst().compactMap({ Int($0) }).first, page.indices.indices.contains(position)
        else { return nil }
        return Rows.id(at: page.indices[position])
    }
}
