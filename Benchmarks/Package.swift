// swift-tools-version: 6.2
import PackageDescription

// Apart from the main package, so that nobody who builds b24 builds its benchmarks.
let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "b24", path: ".."),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    ],
    targets: [
        .executableTarget(
            name: "PageBenchmark",
            dependencies: [
                .product(name: "LuaRuntime", package: "b24"),
                .product(name: "Bitrix24", package: "b24"),
            ]),
        .executableTarget(
            name: "CannedPortal",
            dependencies: [
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]),
        .executableTarget(name: "Measure"),
    ],
    swiftLanguageModes: [.v6]
)
