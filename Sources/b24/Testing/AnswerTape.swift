import Bitrix24
import JSON
import Localization
import Synchronization

/// Answers of a portal in a file: one JSON object in a line, `{"spec", "method", "params", "status", "body"}`. It holds no
/// address and no credential.
enum AnswerTape {
    /// What is asked, without who asks.
    struct Question: Hashable, Sendable {
        var spec: String
        var method: String
        var params: JSONValue

        init(spec: String, _ request: HTTPRequest) {
            self.spec = spec
            method = LoggingTransport.methodName(request.url)
            var params = (try? JSONReader.value(request.body)) ?? .null
            if case .object(var object) = params {
                object["auth"] = nil
                params = .object(object)
            }
            self.params = params
        }

        init?(_ line: JSONObject) {
            guard let spec = line["spec"]?.text, let method = line["method"]?.text else { return nil }
            (self.spec, self.method, params) = (spec, method, line["params"] ?? .null)
        }
    }

    /// An answer.
    struct Answer: Sendable {
        var status: Int
        var body: JSONValue
    }

    /// Gathers answers; all specs of a run share one.
    final class Tape: Sendable {
        private let lines = Mutex<[String]>([])

        func add(_ question: Question, _ answer: Answer) {
            let line: JSONObject = [
                "spec": .string(question.spec), "method": .string(question.method), "params": question.params,
                "status": .integer(Int64(answer.status)), "body": answer.body,
            ]
            let text = LiveSecrets.hide(in: JSONWriter.string(.object(line)))
            lines.withLock { $0.append(text) }
        }

        var text: String { lines.withLock { $0.map { $0 + "\n" }.joined() } }
    }

    /// What writes down the calls of a spec.
    struct Recorder: Sendable {
        let spec: String
        let tape: Tape
    }

    /// What a file has: the answers to each question, in their order.
    struct Recorded: Sendable {
        fileprivate var answers: [Question: [Answer]] = [:]

        /// - Parameter file: the name that complaints show.
        /// - Throws: a ``Complaint`` about a line that is none of a tape.
        init(_ text: String, file: String) throws {
            for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            where !line.isEmpty {
                guard case .object(let object)? = try? JSONReader.value(line.utf8), let question = Question(object),
                    case .integer(let status)? = object["status"], let body = object["body"]
                else { throw Complaint.usage(Texts.noTape(file, line: index + 1)) }
                answers[question, default: []].append(Answer(status: Int(status), body: body))
            }
        }
    }

    /// Answers the calls of a spec. The same question gets its answers in their order, and the last one again and again.
    final class Player: Sendable {
        let spec: String
        private let answers: Mutex<[Question: [Answer]]>

        init(_ recorded: Recorded, spec: String) {
            self.spec = spec
            // In reverse, so that the next one is the last.
            answers = Mutex(recorded.answers.mapValues { $0.reversed() })
        }

        func answer(_ question: Question) -> Answer? {
            answers.withLock { answers in
                guard let left = answers[question] else { return nil }
                return left.count > 1 ? answers[question]?.removeLast() : left.last
            }
        }
    }
}

/// Sends requests on, and puts what is answered on a tape.
struct RecordingTransport: Transport {
    private let inner: any Transport
    private let recorder: AnswerTape.Recorder

    init(_ inner: any Transport, _ recorder: AnswerTape.Recorder) { (self.inner, self.recorder) = (inner, recorder) }

    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        let response = try await inner.send(request)
        if let body = try? JSONReader.value(response.body) {
            let question = AnswerTape.Question(spec: recorder.spec, request)
            recorder.tape.add(question, AnswerTape.Answer(status: response.status, body: body))
        }
        return response
    }
}

/// Answers requests from a tape; what is not on it is an error of the portal's kind.
struct ReplayingTransport: Transport {
    private let player: AnswerTape.Player

    init(_ player: AnswerTape.Player) { self.player = player }

    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        let question = AnswerTape.Question(spec: player.spec, request)
        guard let answer = player.answer(question) else {
            let text = Texts.notOnTape(question.method, JSONWriter.string(question.params))[.ofProcess]
            let body: JSONObject = ["error": "NOT_RECORDED", "error_description": .string(text)]
            return HTTPResponse(status: 400, body: JSONWriter.bytes(.object(body)))
        }
        return HTTPResponse(status: answer.status, body: JSONWriter.bytes(answer.body))
    }
}
