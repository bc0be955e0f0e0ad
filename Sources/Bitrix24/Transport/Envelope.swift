import JSON

/// What an answer says, before it is tied to a command: `{"result", "time", "total", "next"}` or an error.
struct Envelope: Sendable {
    var result: JSONSlice
    var total: Int?
    var next: Int?
    var time: JSONSlice?

    /// Reads an answer: the error key first, the status second.
    static func read(_ response: HTTPResponse) -> Result<Envelope, EnvelopeFault> {
        // Some self-hosted portals answer with a byte order mark.
        let hasMark = response.body.starts(with: [0xEF, 0xBB, 0xBF])
        guard let document = try? JSONSlice(hasMark ? Array(response.body.dropFirst(3)) : response.body),
            let members = document.members
        else {
            return .failure(.finding(.answerNotJSON, excerpt: AnswerExcerpt.text(response)))
        }
        if let fault = PortalFault(members: members) { return .failure(.portal(fault)) }
        guard (200..<300).contains(response.status), let result = members.last(named: "result") else {
            return .failure(.finding(.answerWithoutResult, excerpt: AnswerExcerpt.text(response)))
        }
        return .success(
            Envelope(
                result: result, total: members.last(named: "total")?.integer,
                next: members.last(named: "next")?.integer,
                time: members.last(named: "time")))
    }
}

/// Why an answer is no success.
enum EnvelopeFault: Error {
    /// The portal reports an error.
    case portal(PortalFault)
    /// The answer is not what the protocol promises.
    case finding(PortalError.Problem, excerpt: String)
}

extension [(key: String, value: JSONSlice)] {
    /// PHP keeps the last of a repeated key.
    func last(named key: String) -> JSONSlice? { last { $0.key == key }?.value }
}

extension JSONSlice {
    /// A number, also when it is written as text or with a fraction of zero.
    var integer: Int? {
        switch value {
        case .integer(let number): Int(exactly: number)
        case .number(let number): Int(exactly: number)
        case .string(let text): Int(text)
        default: nil
        }
    }

    /// A scalar as text; `nil` for null, arrays and objects.
    var scalarText: String? {
        switch value {
        case .string(let text): text
        case .integer, .number, .bool: String(decoding: bytes, as: UTF8.self)
        default: nil
        }
    }
}
