import Foundation
import NIOCore
import NIOHTTP1

/// One connection: collects a request, waits as long as the network would, answers.
final class Connection: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let state: State
    private var head: HTTPRequestHead?
    private var body = ByteBuffer()
    private var isCounted = false

    init(_ state: State) { self.state = state }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body.clear()
        case .body(var part): body.writeBuffer(&part)
        case .end:
            guard let head else { return }
            let body = body
            if head.uri.hasPrefix("/admin/") {
                send(.ok, Admin(state).answer(head, body), head, context)
                return
            }
            let (passes, latency) = state.received(isFirst: !isCounted)
            isCounted = true
            guard latency > .zero else {
                answer(passes, head, body, context)
                return
            }
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            context.eventLoop.scheduleTask(in: latency) {
                let (connection, context) = bound.value
                connection.answer(passes, head, body, context)
            }
        }
    }

    private func answer(_ passes: Bool, _ head: HTTPRequestHead, _ body: ByteBuffer, _ context: ChannelHandlerContext) {
        guard passes else {
            state.answered(commands: 0)
            let text = #"{"error":"QUERY_LIMIT_EXCEEDED","error_description":"Too many requests"}"#
            send(.serviceUnavailable, ByteBuffer(string: text), head, context)
            return
        }
        let answer = Answer(head.uri, body, state)
        state.answered(commands: answer.commands)
        send(answer.status, answer.body, head, context)
    }

    private func send(
        _ status: HTTPResponseStatus, _ body: ByteBuffer, _ request: HTTPRequestHead, _ context: ChannelHandlerContext
    ) {
        guard context.channel.isActive else { return }
        var head = HTTPResponseHead(version: request.version, status: status)
        head.headers.add(name: "Content-Type", value: "application/json; charset=utf-8")
        head.headers.add(name: "Content-Length", value: String(body.readableBytes))
        if !request.isKeepAlive { head.headers.add(name: "Connection", value: "close") }
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
            if !request.isKeepAlive { bound.value.close(promise: nil) }
        }
    }

    /// Clients leave when they please.
    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
