import Foundation
import NIOCore
import NIOHTTP1

/// The answer to `/rest/USER/CODE/METHOD`.
struct Answer {
    private(set) var status = HTTPResponseStatus.ok
    private(set) var body = ByteBuffer()
    private(set) var commands = 1

    init(_ uri: String, _ request: ByteBuffer, _ state: State) {
        let methods = Methods(rows: state.rows, count: state.settings.rows)
        let path = uri.prefix { $0 != "?" }
        let name = path.split(separator: "/").last ?? ""
        let method = String(name.hasSuffix(".json") ? name.dropLast(".json".count) : name)
        let json =
            request.readableBytes > 0
            ? try? JSONSerialization.jsonObject(with: Data(request.readableBytesView), options: .fragmentsAllowed) : nil
        if method == "batch" {
            guard let batch = Batch(json) else {
                refuse(Methods.Failure(code: "ERROR_BATCH_LENGTH_EXCEEDED", text: "Max batch length exceeded"))
                return
            }
            commands = batch.count
            batch.write(methods, into: &body)
        } else {
            let parameters = json.map(Parameters.init(json:)) ?? Parameters(query: uri.dropFirst(path.count + 1).utf8)
            body.writeStaticString(#"{"result":"#)
            do throws(Methods.Failure) {
                if let page = try methods.write(method, parameters, into: &body) {
                    body.writeString(#","total":\#(page.total ?? 0)"#)
                    if let next = page.next { body.writeString(#","next":\#(next)"#) }
                }
            } catch {
                refuse(error)
                return
            }
        }
        let now = Date().timeIntervalSince1970
        body.writeString(
            """
            ,"time":{"start":\(now),"finish":\(now),"duration":0.001,"processing":0.001,\
            "date_start":"2026-11-26T12:00:00+03:00","date_finish":"2026-11-26T12:00:00+03:00",\
            "operating_reset_at":\(Int(now) + 600),"operating":0}}
            """)
    }

    private mutating func refuse(_ failure: Methods.Failure) {
        status = .badRequest
        body = ByteBuffer(string: #"{"error":"\#(failure.code)","error_description":"\#(failure.text)"}"#)
    }
}
