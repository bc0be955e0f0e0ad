import Bitrix24
import JSON
import Synchronization

extension Errands {
    /// What a child says without waiting for an answer.
    ///
    /// - Throws: ``Wire/Odd``.
    func note(_ frame: Frame) throws {
        let wire = try Wire(frame.payload)
        switch frame.kind {
        case .output: context.talker.output(ChildText.clean(try wire.text("text")))
        case .talk: context.talker.talk(ChildText.clean(try wire.text("text")))
        case .progress:
            let line = try wire.text("text", most: 10_000)
            context.talker.progress(ChildText.clean(line.filter { !$0.isNewline }))
        case .log: context.talker.log(try wire.word("level"), ChildText.clean(try wire.text("text")))
        case .failure: try noteFailure(wire, frame.payload.count)
        case .packing:
            if try wire.flag("on") { context.gate.packing.begin() } else { context.gate.packing.end() }
        case .closeList: closeList(try wire.integer("list", in: 0...Int.max))
        case .closeFile: files.close(try wire.integer("file", in: 0...Int.max))
        default: throw Wire.Odd(description: "\(frame.kind)")
        }
    }

    /// Bytes of failures that are kept.
    private static let mostFailures = 64 << 20

    private func noteFailure(_ wire: Wire, _ size: Int) throws {
        let isTooMuch = failureSize.withLock { total in
            total += size
            return total > Self.mostFailures
        }
        if isTooMuch { throw Wire.Odd(description: "failures") }
        let fields = wire.object
        // The record's own form, whatever else is in it.
        guard fields["ok"] == false, fields["kind"]?.stringValue != nil, fields["error"]?.stringValue != nil else {
            throw Wire.Odd(description: "failure")
        }
        context.failures.append(FailureRecord(fields: ChildText.clean(fields)))
    }
}

extension ChildText {
    /// The same for all texts in an object.
    static func clean(_ object: JSONObject) -> JSONObject {
        JSONObject(object.members.map { (clean($0.key), clean($0.value)) })
    }

    private static func clean(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): .string(clean(text))
        case .array(let elements): .array(elements.map(clean))
        case .object(let object): .object(clean(object))
        default: value
        }
    }
}
