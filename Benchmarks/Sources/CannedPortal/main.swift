import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

// A portal to measure clients against. Serves http on a free port of loopback, which it prints, and ends when its
// standard input does, so that it never outlives the one who started it.

let state = State()
let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)
let listener = try ServerBootstrap(group: group)
    .serverChannelOption(.backlog, value: 512)
    .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
    .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.configureHTTPServerPipeline()
            try channel.pipeline.syncOperations.addHandler(Connection(state))
        }
    }
    .bind(host: "127.0.0.1", port: 0).wait()

FileHandle.standardOutput.write(Data("\(listener.localAddress?.port ?? 0)\n".utf8))
while readLine() != nil {}
