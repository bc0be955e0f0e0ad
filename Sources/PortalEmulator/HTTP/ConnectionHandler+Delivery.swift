import NIOCore
import NIOHTTP1

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// How an answer leaves: at once or late, whole, in pieces, in part, or not at all.
extension ConnectionHandler {
    /// - Parameter time: of the request by the portal's clock, for its `Date`: another look would move a clock of tests.
    func deliver(
        _ answer: Answer, _ format: Request.Format, _ request: HTTPRequestHead, at time: Double,
        _ context: ChannelHandlerContext
    ) {
        switch answer.delivery {
        case .never: return
        case .hangUp: return context.close(promise: nil)
        case .reset: return reset(context)
        case .send, .slow, .truncated, .redirect: break
        }
        var message = Message(answer, format)
        message.headers.append(("Date", ServerTime.http(Int64(time))))
        if answer.delivery == .redirect {
            let host = request.headers.first(name: "host") ?? settings.host
            message.headers.append(("Location", "http://\(host)\(request.uri)"))
        }
        after(settings.latency + Self.amount(answer.latency), context) { [message] handler, context in
            switch answer.delivery {
            case .truncated: handler.writeHalf(message, for: request, context)
            case .slow(let seconds): handler.writeSlowly(message, over: seconds, answer, for: request, context)
            default: handler.write(message, answer, for: request, context: context)
            }
        } otherwise: { handler in
            handler.engine.finished(answer, .lost)
        }
    }

    /// - Parameter answer: where the log waits to hear what became of it.
    func write(
        _ message: Message, _ answer: Answer? = nil, for request: HTTPRequestHead, context: ChannelHandlerContext
    ) {
        context.write(wrapOutboundOut(.head(message.head(for: request))), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: message.body)))), promise: nil)
        end(answer, for: request, context)
    }

    private static let pieces = 10

    private func writeSlowly(
        _ message: Message, over seconds: Double, _ answer: Answer, for request: HTTPRequestHead,
        _ context: ChannelHandlerContext
    ) {
        context.writeAndFlush(wrapOutboundOut(.head(message.head(for: request))), promise: nil)
        let bytes = message.body
        for piece in 1...Self.pieces {
            let range = bytes.count * (piece - 1) / Self.pieces..<bytes.count * piece / Self.pieces
            after(Self.amount(seconds * Double(piece) / Double(Self.pieces)), context) { handler, context in
                let part = handler.wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: bytes[range]))))
                context.writeAndFlush(part, promise: nil)
                if piece == Self.pieces { handler.end(answer, otherwise: .cut, for: request, context) }
            } otherwise: { handler in
                if piece == Self.pieces { handler.engine.finished(answer, .cut) }
            }
        }
    }

    private func writeHalf(_ message: Message, for request: HTTPRequestHead, _ context: ChannelHandlerContext) {
        context.write(wrapOutboundOut(.head(message.head(for: request))), promise: nil)
        let half = ByteBuffer(bytes: message.body.prefix(message.body.count / 2))
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(half)))).whenComplete { _ in
            bound.value.close(promise: nil)
        }
    }

    private func end(
        _ answer: Answer?, otherwise failure: WriteRecord.Answer = .lost, for request: HTTPRequestHead,
        _ context: ChannelHandlerContext
    ) {
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        let (engine, keepsAlive) = (engine, request.isKeepAlive)
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { result in
            let end = if case .success = result { WriteRecord.Answer.delivered } else { failure }
            if let answer { engine.finished(answer, end) }
            if !keepsAlive { bound.value.close(promise: nil) }
        }
    }

    /// Closing a socket that must not linger sends RST instead of FIN.
    private func reset(_ context: ChannelHandlerContext) {
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        guard let socket = context.channel as? any SocketOptionProvider else { return context.close(promise: nil) }
        socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in bound.value.close(promise: nil) }
    }

    /// Goes on after a while, if the client is still there.
    private func after(
        _ delay: TimeAmount, _ context: ChannelHandlerContext,
        _ body: @escaping (ConnectionHandler, ChannelHandlerContext) -> Void,
        otherwise: @escaping (ConnectionHandler) -> Void
    ) {
        guard delay > .zero else { return body(self, context) }
        let bound = NIOLoopBound((self, context, body, otherwise), eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: delay) {
            let (handler, context, body, otherwise) = bound.value
            context.channel.isActive ? body(handler, context) : otherwise(handler)
        }
    }

    private static func amount(_ seconds: Double) -> TimeAmount { .nanoseconds(Int64(seconds * 1e9)) }
}
