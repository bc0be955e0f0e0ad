import Bitrix24
public import JSON
import LuaRuntime

/// One failed item, in the one shape that `b24.map`, `--json` and logs share.
public struct FailureRecord: Sendable {
    /// `{ok=false, index, item, resource, method, kind, code, error, hint, status, outcome, attempts, timestamp}`, and
    /// `request_id` where a request was sent.
    public var fields: JSONObject
    /// The loop that it comes from: the records of one are kept in the order of its items.
    var loop: Int?

    /// A record of these fields.
    public init(fields: JSONObject) { self.fields = fields }

    /// The record of a failure.
    ///
    /// - Parameters:
    ///   - index: the item's position (from 1) or key.
    ///   - unixTime: when it failed, seconds.
    ///   - loop: the loop that it comes from.
    init(index: JSONValue, item: JSONValue, _ facts: ErrorFacts, unixTime: Double, loop: Int? = nil) {
        self.loop = loop
        fields = [
            "ok": false, "index": index, "item": item,
            "resource": .string(facts.method.map(Self.resource) ?? ""), "method": .string(facts.method ?? ""),
            "kind": .string(facts.kind.rawValue), "code": .string(facts.code), "error": .string(facts.message),
            "hint": .string(facts.hint), "status": facts.status.map { .integer(Int64($0)) } ?? .null,
            "outcome": .string(facts.outcome.rawValue), "attempts": .integer(Int64(facts.attempts)),
            "timestamp": .string(ISOTime(unixTime: unixTime).text()),
        ]
        fields["request_id"] = facts.requestID.map(JSONValue.string)
    }

    /// What a method works on: `crm.item` of `crm.item.add`.
    private static func resource(_ method: String) -> String {
        method.split(separator: ".").dropLast().joined(separator: ".")
    }
}
